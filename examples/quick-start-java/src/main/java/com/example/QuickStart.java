package com.example;

import io.github.cdkcognitopasswordauth.CognitoPasswordAuthApi;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cognito.PasswordPolicy;

public final class QuickStart {
    public static void main(final String[] args) {
        App app = new App();
        Stack stack = new Stack(app, "QuickStart");
        CognitoPasswordAuthApi.Builder.create(stack, "Auth")
                .passwordPolicy(PasswordPolicy.builder().minLength(12).build())
                .idTokenValidity(Duration.hours(1))
                .build();
        app.synth();
    }
}
