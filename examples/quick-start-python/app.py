from aws_cdk import App, Duration, Stack, aws_cognito as cognito
from cdk_cognito_password_auth import CognitoPasswordAuthApi

app = App()
stack = Stack(app, "QuickStart")
CognitoPasswordAuthApi(
    stack,
    "Auth",
    password_policy=cognito.PasswordPolicy(min_length=12),
    id_token_validity=Duration.hours(1),
)
app.synth()
