package org.imprimatur.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Connections and credentials that can be rehearsed with: while it is down, {@link Offstage}
 * answers and nobody is asked for credentials.
 */
final class Curtain implements SdkHttpClient, AwsCredentialsProvider {
  private final SdkHttpClient stage;
  private final AwsCredentialsProvider actor;
  private final SdkHttpClient offstage = new Offstage();
  private volatile boolean down;

  Curtain(SdkHttpClient stage, AwsCredentialsProvider actor) {
    this.stage = stage;
    this.actor = actor;
  }

  /** Runs a rehearsal, which takes all calls that are made meanwhile with it. */
  void rehearse(Runnable rehearsal) {
    down = true;
    try {
      rehearsal.run();
    } finally {
      down = false;
    }
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return (down ? offstage : stage).prepareRequest(request);
  }

  @Override
  public AwsCredentials resolveCredentials() {
    return down ? Offstage.NOBODY : actor.resolveCredentials();
  }

  @Override
  public String clientName() {
    return stage.clientName();
  }

  @Override
  public void close() {
    stage.close();
  }
}
