package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/jsii-runtime-go"
	auth "github.com/cdk-cognito-password-auth/cdk-cognito-password-auth-go/cdkcognitopasswordauth"
)

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)
	stack := awscdk.NewStack(app, jsii.String("QuickStart"), nil)
	auth.NewCognitoPasswordAuthApi(stack, jsii.String("Auth"), &auth.CognitoPasswordAuthApiProps{
		PasswordPolicy:  &awscognito.PasswordPolicy{MinLength: jsii.Number(12)},
		IdTokenValidity: awscdk.Duration_Hours(jsii.Number(1)),
	})
	app.Synth(nil)
}
