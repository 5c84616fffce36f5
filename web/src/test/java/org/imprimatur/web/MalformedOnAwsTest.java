package org.imprimatur.web;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.imprimatur.web.aws.OnAws;

@QuarkusTest
@TestProfile(OnAws.class)
class MalformedOnAwsTest extends MalformedTest {}
