using Amazon.CDK;
using Amazon.CDK.AWS.Cognito;
using CdkCognitoPasswordAuth;

var app = new App();
var stack = new Stack(app, "QuickStart");
new CognitoPasswordAuthApi(stack, "Auth", new CognitoPasswordAuthApiProps {
    PasswordPolicy = new PasswordPolicy { MinLength = 12 },
    IdTokenValidity = Duration.Hours(1)
});
app.Synth();
