package org.imprimatur.infra;

import software.amazon.awscdk.services.lambda.Code;

/** What was built, ready to be uploaded; each archive once, however many functions run it. */
final class HandlerCode {
  private static final String PACKAGE = "org.imprimatur.aws.";

  private final Code functions;
  private final Code web;

  HandlerCode(Settings.Artifacts artifacts) {
    this.functions = Code.fromAsset(artifacts.functions().toString());
    this.web = Code.fromAsset(artifacts.web().toString());
  }

  Code functions() {
    return functions;
  }

  Code web() {
    return web;
  }

  /** Where the function of this name starts. */
  static String handler(String name) {
    return PACKAGE + name + "Handler::handleRequest";
  }
}
