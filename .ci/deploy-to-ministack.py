"""Deploys a synthesised stack to the emulator at AWS_ENDPOINT_URL as `cdk deploy` would, then signs up and logs in through it."""
import io
import json
import os
import pathlib
import sys
import time
import urllib.error
import urllib.request
import zipfile

import boto3

assembly, stack = pathlib.Path(sys.argv[1]), sys.argv[2]
endpoint = os.environ["AWS_ENDPOINT_URL"]
ACCOUNT, REGION = "000000000000", "us-east-1"
CREDENTIALS = {"email": "jane@example.com", "password": "Correct-Horse-7"}


def wait_until_up():
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{endpoint}/_ministack/health", timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    sys.exit("ministack did not answer within a minute")


def publish_assets():
    """Uploads what the assembly names to where the template looks for it. Returns where the template itself is then."""
    s3 = boto3.client("s3")
    manifest = json.loads((assembly / f"{stack}.assets.json").read_text())
    for file in manifest["files"].values():
        for destination in file["destinations"].values():
            bucket = destination["bucketName"].replace("${AWS::AccountId}", ACCOUNT).replace("${AWS::Region}", REGION)
            s3.create_bucket(Bucket=bucket)
            s3.put_object(Bucket=bucket, Key=destination["objectKey"], Body=content(file["source"]))
            if file["source"]["path"] == f"{stack}.template.json":
                template_url = f"{endpoint}/{bucket}/{destination['objectKey']}"
    return template_url


def content(source):
    path = assembly / source["path"]
    if source["packaging"] == "file":
        return path.read_bytes()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        for member in sorted(path.rglob("*")):
            zipped.write(member, member.relative_to(path))
    return archive.getvalue()


def deploy(template_url):
    boto3.client("ssm").put_parameter(Name="/cdk-bootstrap/hnb659fds/version", Value="30", Type="String")
    cloudformation = boto3.client("cloudformation")
    cloudformation.create_stack(StackName=stack, TemplateURL=template_url, Capabilities=["CAPABILITY_IAM"])
    while True:
        described = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]
        if described["StackStatus"] != "CREATE_IN_PROGRESS":
            break
        time.sleep(0.5)
    resources = cloudformation.describe_stack_resources(StackName=stack)["StackResources"]
    wrong = [r for r in resources if r["ResourceStatus"] != "CREATE_COMPLETE"]
    expected = len(json.loads((assembly / f"{stack}.template.json").read_text())["Resources"])
    if described["StackStatus"] != "CREATE_COMPLETE" or wrong or len(resources) != expected:
        sys.exit(f"{described['StackStatus']}, {len(resources)} of {expected} resources: {described.get('StackStatusReason')} {wrong}")
    print(f"ministack: {len(resources)} resources deployed")
    return resources


def call(url, path, body, headers=None):
    request = urllib.request.Request(
        f"{url}/user/{path}", json.dumps(body).encode(), {"Content-Type": "application/json", **(headers or {})}, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return response.status, json.loads(response.read() or b"null")
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read() or b"null")


def expect(what, answer, status, **members):
    found_status, body = answer
    if found_status != status or any(body.get(name) != value for name, value in members.items()):
        sys.exit(f"{what}: expected {status} {members}, not {found_status} {body}")
    print(f"{what}: {found_status}")
    return body


wait_until_up()
api = next(r["PhysicalResourceId"] for r in deploy(publish_assets()) if r["ResourceType"] == "AWS::ApiGateway::RestApi")
url = f"{endpoint}/restapis/{api}/prod/_user_request_"
expect("sign-up", call(url, "signup", CREDENTIALS), 200, message="User registration successful")
expect("sign-up with a taken address", call(url, "signup", {**CREDENTIALS, "password": "Other-Horse-77"}), 409, code="email_unavailable")
expect("a weak password", call(url, "signup", {"email": "joe@example.com", "password": "weak"}), 400)
expect("a wrong password", call(url, "login", {**CREDENTIALS, "password": "Wrong-Horse-7"}), 401, code="invalid_credentials")
tokens = expect("login", call(url, "login", CREDENTIALS), 200, message="Success", tokenType="Bearer", expiresIn=3600)
expect("private", call(url, "private", {}, {"Authorization": tokens["token"]}), 200, message="Email jane@example.com has been authorized")
