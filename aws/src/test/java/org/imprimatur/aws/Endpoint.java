package org.imprimatur.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;

/**
 * Whatever answers at {@code AWS_ENDPOINT_URL}. Where nothing does, every test that wants it fails.
 */
final class Endpoint {
  private static final Optional<String> ADDRESS =
      Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL")).filter(url -> !url.isBlank());
  private static final String REGION =
      Optional.ofNullable(System.getenv("AWS_REGION")).orElse("eu-west-1");
  private static final Optional<String> SILENCE = ADDRESS.flatMap(Endpoint::silence);

  private Endpoint() {}

  static URI address() {
    String address =
        ADDRESS.orElseThrow(
            () -> new AssertionError("AWS_ENDPOINT_URL says nothing of an endpoint"));
    SILENCE.ifPresent(
        reason -> {
          throw new AssertionError("nothing answers at " + address + ": " + reason);
        });
    return URI.create(address);
  }

  static Clients clients() {
    return clients(address());
  }

  /** Names of a deployment that nobody has made before. */
  static AwsSettings fresh() {
    String prefix = "imprimatur-test-" + UUID.randomUUID().toString().substring(0, 8);
    return new AwsSettings(REGION, Optional.of(address()), Tables.named(prefix), prefix);
  }

  private static Clients clients(URI address) {
    return new Clients(
        Optional.of(address), Optional.of(Region.of(REGION)), Duration.ofSeconds(10));
  }

  private static Optional<String> silence(String address) {
    try (var dynamoDb = clients(URI.create(address)).dynamoDb()) {
      dynamoDb.listTables(list -> list.limit(1));
      return Optional.empty();
    } catch (SdkException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
