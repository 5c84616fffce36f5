package org.imprimatur.web.signin;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.imprimatur.web.aws.OnAws;

/** Sessions in DynamoDB. */
@QuarkusTest
@TestProfile(OnAws.class)
class SignInPageOnAwsTest extends SignInPageTest {}
