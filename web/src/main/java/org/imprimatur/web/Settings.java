package org.imprimatur.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.imprimatur.web.mail.SmtpSettings;

/**
 * What an operator may set, each as {@code imprimatur.*} or as the environment variable of the same
 * name in capitals. An unknown key stops the start.
 */
@ConfigMapping(prefix = "imprimatur")
public interface Settings {
  /** Which runtime stores and delivers. */
  @WithDefault("embedded")
  Runtime runtime();

  /** The name of this deployment, shown in metrics. */
  @WithDefault("local")
  String stage();

  /** The address to listen on. */
  @WithDefault("localhost")
  String host();

  /** The port to listen on. */
  @WithDefault("8080")
  int port();

  /** Where health and metrics are. */
  Management management();

  /** How many requests are worked on at once, from 4; more are told to come back. */
  @WithDefault("128")
  int places();

  /** The folder for everything that has to survive; created if missing. */
  @WithDefault("data")
  Path data();

  /** The address people type, without a slash at the end. Addresses we give out start with it. */
  @WithDefault("http://localhost:${imprimatur.port}")
  URI baseUrl();

  /**
   * Proxies in front, as addresses or as networks such as {@code 10.0.0.0/8}; what others say in
   * {@code X-Forwarded-For} is not believed.
   */
  Optional<List<String>> proxies();

  /** How much one address may ask of what costs much. */
  Addresses addresses();

  /** The approval service. */
  Approval approval();

  /** The rules of the policy {@code screened}. */
  ScreeningSettings screening();

  /** The life of posts. */
  PostSettings posts();

  /** How much one author may hand in. */
  Authors authors();

  /** What readers' reports lead to. */
  Reports reports();

  /** What moderators work with. */
  Moderation moderation();

  /** The sign-in provider; without an issuer the Keycloak that comes along is started. */
  Oidc oidc();

  /** Sessions of signed-in people. */
  SessionSettings session();

  /** Mail to those who asked for it. */
  Mail mail();

  /** The Keycloak that is started where no issuer is set. */
  Keycloak keycloak();

  /** Where the AWS runtime is. */
  Aws aws();

  /** A named point at which the process ends as if killed; for tests of crashes alone. */
  Optional<String> crashAt();

  /** The runtimes there are. */
  enum Runtime {
    /** One process, one SQLite file. */
    EMBEDDED,
    /** DynamoDB, EventBridge and functions that others start. */
    AWS
  }

  /** Policies of the approval service. */
  enum Policy {
    /** Yes after the delay. */
    AUTO,
    /** A moderator decides. */
    MANUAL,
    /** Somebody's own service, asked and answering over HTTP. */
    WEBHOOK,
    /** Rules of a file approve what is clean; the rest waits for a moderator. */
    SCREENED
  }

  /** Where health and metrics are: not where everybody gets. */
  interface Management {
    /** The address to listen on. */
    @WithDefault("localhost")
    String host();

    /** The port to listen on; 0 for any that is free. */
    @WithDefault("8081")
    int port();
  }

  /** The approval service. */
  interface Approval {
    /** How it comes to its answer. */
    @WithDefault("auto")
    Policy policy();

    /** How long after a submission it is asked. */
    @WithDefault("10s")
    Duration delay();

    /** How long after that it may be silent before it is asked again. */
    @WithDefault("1m")
    Duration patience();

    /** Somebody's own approval service. */
    Webhook webhook();
  }

  /** Somebody's own approval service. */
  interface Webhook {
    /** Where requests are posted: {@code https}, or {@code http} to this machine. */
    Optional<URI> url();

    /**
     * What requests and answers are signed with: {@code whsec_…}; several, separated by spaces,
     * while one replaces another. Answers are taken wherever this is set, whatever the policy.
     */
    Optional<String> secret();

    /** How long after a submission a text without an answer is held for a person. */
    @WithDefault("1h")
    Duration escalateAfter();
  }

  /** The rules of the policy {@code screened}. */
  interface ScreeningSettings {
    /** The file they are in; without one those that come along. */
    Optional<Path> rules();
  }

  /** The life of posts. */
  interface PostSettings {
    /** How long a post stays on the board. */
    @WithDefault("30d")
    Duration lifetime();
  }

  /** How much one author may hand in. */
  interface Authors {
    /** How many texts may wait for a decision at once, up to 100; 0 for any number. */
    @WithDefault("20")
    int maxWaiting();

    /** How many texts may be handed in within an hour, up to 100; 0 for any number. */
    @WithDefault("60")
    int maxPerHour();

    /** How many texts may be handed in within a minute, up to 100; 0 for any number. */
    @WithDefault("10")
    int maxPerMinute();
  }

  /** How much one address may ask of what costs much: an IPv4 address, or 64 bits of IPv6. */
  interface Addresses {
    /**
     * How many sign-ins may be begun or ended, how many texts kept for strangers, and how many
     * provider's logouts be refused, each within a minute; 0 for any number.
     */
    @WithDefault("120")
    int maxPerMinute();
  }

  /** What readers' reports lead to. */
  interface Reports {
    /** How many reports bring a post back to the moderators, 1 to 20. */
    @WithDefault("3")
    int threshold();

    /** Whether the post is then out of sight until a moderator has looked. */
    @WithDefault("false")
    boolean hide();
  }

  /** What moderators work with. */
  interface Moderation {
    /**
     * Reasons to choose from, each of up to 1,000 characters; a comma within one is {@code \\,}.
     */
    @WithDefault(
        "Advertising,Off topic here,Not understandable: please say more,Gives away private data,"
            + "Insults somebody")
    List<String> reasons();
  }

  /** The sign-in provider. */
  interface Oidc {
    /** The provider's issuer identifier. */
    Optional<URI> issuer();

    /** Our name at the provider. */
    @WithDefault("imprimatur")
    String clientId();

    /** Our secret at the provider. */
    Optional<String> clientSecret();

    /** Where the provider says goodbye, where that is not at its issuer's address. */
    Optional<URI> signOutOrigin();

    /** The audience that an access token for the API has to name. */
    @WithDefault("imprimatur")
    String audience();
  }

  /** Sessions of signed-in people. */
  interface SessionSettings {
    /** How long a session lasts unused. */
    @WithDefault("30m")
    Duration idle();

    /** How long a session lasts at most. */
    @WithDefault("12h")
    Duration absolute();
  }

  /** Mail to those who asked for it. */
  interface Mail {
    /** The address that mail comes from; without one none is sent. */
    Optional<String> from();

    /** The SMTP server. */
    @WithDefault("localhost")
    String host();

    /** Its port. */
    @WithDefault("587")
    int port();

    /** How the connection to it is secured. */
    @WithDefault("starttls")
    SmtpSettings.Security security();

    /** What to sign in with there. */
    Optional<String> username();

    /** The password of that name. */
    Optional<String> password();

    /** How often moderators are told what waits; without it never. */
    Optional<Duration> digest();
  }

  /** The Keycloak that is started where no issuer is set. */
  interface Keycloak {
    /** The port it listens on, on 127.0.0.1; without one that of the last run, or a free one. */
    Optional<Integer> port();

    /** Where it was unpacked. */
    @WithDefault("keycloak/target/keycloak")
    Path distribution();

    /** The most memory its heap takes. */
    @WithDefault("384m")
    String heap();
  }

  /** Where the AWS runtime is. */
  interface Aws {
    /** The region; that of the environment when not set. */
    @WithDefault("${aws.region:}")
    Optional<String> region();

    /** Where all services answer instead of in the cloud. */
    Optional<URI> endpoint();

    /** The table of posts. */
    @WithDefault("imprimatur-posts")
    String postsTable();

    /** The table of posts that left the board. */
    @WithDefault("imprimatur-archive")
    String archiveTable();

    /** The table of sessions. */
    @WithDefault("imprimatur-sessions")
    String sessionsTable();

    /** The table of the audit trail. */
    @WithDefault("imprimatur-audit")
    String auditTable();

    /** The table of what authors were told. */
    @WithDefault("imprimatur-notices")
    String noticesTable();

    /** The event bus. */
    @WithDefault("imprimatur")
    String bus();

    /** The whole address of the Create route; without one, posts are written at once. */
    Optional<URI> createUrl();

    /** The identity pool that lends authors the credentials they sign with. */
    Optional<String> identityPool();

    /**
     * Whether this process makes tables, bus and queues, and does what functions do in the cloud.
     */
    @WithDefault("false")
    boolean local();

    /** The secret that the key of sessions is derived from; without one, the key is in a file. */
    Optional<String> sessionKeySecret();
  }
}
