package org.imprimatur.aws;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Signs requests to API Gateway with Signature Version 4. The path is encoded once, as it stands in
 * the request line (<a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">create
 * a signed request</a>).
 *
 * @param region where the API is
 * @param clock dates the signature, which is good for a few minutes
 */
record Signature(String region, Clock clock) {
  private static final String SERVICE = "execute-api";

  /** Headers that the HTTP client sets itself. */
  private static final Set<String> OWN = Set.of("host", "content-length");

  HttpRequest.Builder post(
      URI uri, Map<String, String> headers, byte[] body, AwsSessionCredentialsIdentity who) {
    SdkHttpRequest.Builder plain = SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(uri);
    headers.forEach(plain::putHeader);
    SignedRequest signed = sign(plain.build(), body, who);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    signed.request().forEachHeader((name, values) -> copy(request, name, values));
    return request;
  }

  SignedRequest sign(SdkHttpRequest request, byte[] body, AwsSessionCredentialsIdentity who) {
    return AwsV4HttpSigner.create()
        .sign(
            sign ->
                sign.identity(who)
                    .request(request)
                    .payload(ContentStreamProvider.fromByteArray(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(HttpSigner.SIGNING_CLOCK, clock));
  }

  private static void copy(HttpRequest.Builder request, String name, List<String> values) {
    if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
      values.forEach(value -> request.header(name, value));
    }
  }
}
