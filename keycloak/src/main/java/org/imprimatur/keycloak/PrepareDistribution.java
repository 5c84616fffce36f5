package org.imprimatur.keycloak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The build's step that makes an unpacked Keycloak quick to start: its own optimisation for the
 * options we use, then a rehearsal whose loaded classes go into an archive for later starts.
 *
 * <p>What has been done is not done again. The rehearsal's data is thrown away: no key, password or
 * row of it reaches an installation.
 */
final class PrepareDistribution {

  private static final Limits REHEARSAL =
      new Limits(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(5));

  /** Left out because the board has no use for them: each is a way in, and takes time to start. */
  private static final List<String> UNUSED_FEATURES =
      List.of(
          "admin-fine-grained-authz",
          "authorization",
          "ciba",
          "client-secret-rotation",
          "device-flow",
          "docker",
          "identity-brokering-api",
          "impersonation",
          "jwt-authorization-grant",
          "kerberos",
          "opentelemetry",
          "organization",
          "par",
          "step-up-authentication-saml",
          "token-exchange-standard",
          "workflows");

  private static final List<String> OPTIONS =
      List.of(
          "build",
          "--db=dev-file",
          "--health-enabled=false",
          "--metrics-enabled=false",
          "--features-disabled=" + String.join(",", UNUSED_FEATURES));

  private final Distribution distribution;
  private final Path scratch;

  private PrepareDistribution(Distribution distribution, Path scratch) {
    this.distribution = distribution;
    this.scratch = scratch;
  }

  /**
   * Prepares a distribution.
   *
   * @param arguments the distribution's folder, and a folder for the rehearsal, which is deleted
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Distribution plain = new Distribution(Path.of(arguments[0]).toAbsolutePath(), List.of());
    new PrepareDistribution(plain.checked(), Path.of(arguments[1]).toAbsolutePath()).run();
  }

  private void run() throws IOException, InterruptedException {
    Path stamp = distribution.root().resolve("prepared");
    String version = Files.readString(distribution.root().resolve("version.txt")).strip();
    String wanted = version + "\n" + String.join("\n", OPTIONS);
    if (Files.notExists(stamp) || !Files.readString(stamp).strip().equals(wanted)) {
      deleteArchives();
      optimise();
      Home.replace(stamp, wanted);
    }
    if (Files.notExists(distribution.archive())) {
      archiveClasses();
    }
  }

  /** Those of every Java: they are of classes that are about to change. */
  private void deleteArchives() throws IOException {
    try (DirectoryStream<Path> archives =
        Files.newDirectoryStream(distribution.root(), "classes-*.jsa")) {
      for (Path archive : archives) {
        Files.delete(archive);
      }
    }
  }

  private void optimise() throws IOException, InterruptedException {
    Home home = new Home(distribution.root());
    ServerCommand command = new ServerCommand(distribution, home, List.of("-Xmx512m"));
    int code = command.process(OPTIONS, Map.of()).start().waitFor();
    if (code != 0) {
      throw new IOException("Keycloak's build ended with " + code + ", see " + home.console());
    }
  }

  private void archiveClasses() throws IOException, InterruptedException {
    delete(scratch);
    Path fresh = scratch.resolve("classes.jsa");
    Files.createDirectories(scratch);
    KeycloakSettings settings =
        new KeycloakSettings(
            distribution.root(),
            scratch,
            0,
            URI.create("http://localhost:8080"),
            KeycloakSettings.DEFAULT_HEAP);
    try (KeycloakProcess keycloak =
        KeycloakProcess.start(
            settings, distribution.recording(fresh), REHEARSAL, Clock.systemUTC())) {
      awaitReady(keycloak);
      visitPages(keycloak.issuer());
    }
    Files.move(fresh, distribution.archive(), StandardCopyOption.ATOMIC_MOVE);
    delete(scratch);
  }

  private static void awaitReady(KeycloakProcess keycloak) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    while (!(keycloak.status() instanceof KeycloakStatus.Ready)) {
      if (keycloak.status() instanceof KeycloakStatus.Failed failure) {
        throw new IllegalStateException("Keycloak's rehearsal: " + failure.reason());
      }
      never.await(100, TimeUnit.MILLISECONDS);
    }
  }

  /** Loads what the first visitor would otherwise wait for. */
  private static void visitPages(URI issuer) throws IOException, InterruptedException {
    HttpClient http = HttpClient.newBuilder().build();
    for (String page : List.of("auth", "registrations", "certs")) {
      URI uri =
          URI.create(
              issuer
                  + "/protocol/openid-connect/"
                  + page
                  + "?client_id=imprimatur&response_type=code&scope=openid&state=s&nonce=n"
                  + "&redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fsign-in%2Fcallback"
                  + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
                  + "&code_challenge_method=S256");
      http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
