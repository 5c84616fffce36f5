package org.imprimatur.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cognito.AccountRecovery;
import software.amazon.awscdk.services.cognito.AuthFlow;
import software.amazon.awscdk.services.cognito.AutoVerifiedAttrs;
import software.amazon.awscdk.services.cognito.CfnIdentityPool;
import software.amazon.awscdk.services.cognito.CfnIdentityPoolRoleAttachment;
import software.amazon.awscdk.services.cognito.CfnManagedLoginBranding;
import software.amazon.awscdk.services.cognito.CfnUserPool;
import software.amazon.awscdk.services.cognito.CognitoDomainOptions;
import software.amazon.awscdk.services.cognito.FeaturePlan;
import software.amazon.awscdk.services.cognito.ManagedLoginVersion;
import software.amazon.awscdk.services.cognito.Mfa;
import software.amazon.awscdk.services.cognito.MfaSecondFactor;
import software.amazon.awscdk.services.cognito.OAuthFlows;
import software.amazon.awscdk.services.cognito.OAuthScope;
import software.amazon.awscdk.services.cognito.OAuthSettings;
import software.amazon.awscdk.services.cognito.PasswordPolicy;
import software.amazon.awscdk.services.cognito.SignInAliases;
import software.amazon.awscdk.services.cognito.StandardAttribute;
import software.amazon.awscdk.services.cognito.StandardAttributes;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.cognito.UserPoolClient;
import software.amazon.awscdk.services.cognito.UserPoolClientIdentityProvider;
import software.amazon.awscdk.services.cognito.UserPoolDomain;
import software.amazon.awscdk.services.cognito.UserPoolGroup;
import software.amazon.awscdk.services.iam.FederatedPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/**
 * Who people are: a pool of users who sign themselves up on hosted pages, and credentials for them
 * that allow one thing, a call of the Create route.
 */
final class Identity extends Construct {
  private static final String MODERATOR = "moderator";
  private static final Duration GRACE = Duration.seconds(30);
  private static final Duration SESSION = Duration.hours(12);
  private static final int SHORTEST_PASSWORD = 12;

  private final Settings settings;
  private final UserPool users;
  private final UserPoolClient client;
  private final UserPoolDomain pages;
  private final CfnIdentityPool identities;

  /**
   * Makes both pools.
   *
   * @param site the address people type, without a slash at the end
   * @param createRoute the ARN of the Create route
   */
  Identity(Construct scope, Settings settings, String site, String createRoute) {
    super(scope, "Identity");
    this.settings = settings;
    this.users = selfRegistered();
    this.client = client(site);
    this.identities = identities();
    this.pages = hostedPages();
    UserPoolGroup.Builder.create(this, "Moderators")
        .userPool(users)
        .groupName(MODERATOR)
        .description("Decides what becomes public.")
        .build();
    allowCreate(createRoute);
  }

  UserPool users() {
    return users;
  }

  UserPoolClient client() {
    return client;
  }

  /** The identity pool's id. */
  String identityPool() {
    return identities.getRef();
  }

  /** The user pool, as the identity pool calls it. */
  String provider() {
    return users.getUserPoolProviderName();
  }

  private UserPool selfRegistered() {
    UserPool pool =
        UserPool.Builder.create(this, "Users")
            .userPoolName(settings.stage().stackName())
            .featurePlan(FeaturePlan.ESSENTIALS)
            .selfSignUpEnabled(true)
            .signInAliases(SignInAliases.builder().email(true).build())
            .signInCaseSensitive(false)
            .autoVerify(AutoVerifiedAttrs.builder().email(true).build())
            .standardAttributes(attributes())
            .accountRecovery(AccountRecovery.EMAIL_ONLY)
            .passwordPolicy(passwords())
            .mfa(Mfa.OPTIONAL)
            .mfaSecondFactor(MfaSecondFactor.builder().otp(true).sms(false).build())
            .deletionProtection(settings.stage().keepsData())
            .removalPolicy(settings.stage().removal())
            .build();
    settings.mailFrom().ifPresent(from -> sendFrom(pool, from));
    excuse(pool);
    return pool;
  }

  private static void excuse(UserPool pool) {
    Excused.of(
        "COG1",
        pool,
        "Length instead of rules of composition, as OWASP ASVS 5.0 asks in 6.2.5 and NIST"
            + " SP 800-63B in 3.1.1.2.");
    Excused.of(
        "COG2", pool, "A second factor is offered; a board does not make its readers have one.");
    Excused.of(
        "COG3",
        pool,
        "It needs the plan Plus, at 0.02 dollars a user and month from the first user on; the"
            + " limits on attempts of the plan Essentials hold without it.");
  }

  /** The preferred name is what others see beside a post. */
  private static StandardAttributes attributes() {
    StandardAttribute wanted = StandardAttribute.builder().required(true).mutable(true).build();
    return StandardAttributes.builder().email(wanted).preferredUsername(wanted).build();
  }

  private static PasswordPolicy passwords() {
    return PasswordPolicy.builder()
        .minLength(SHORTEST_PASSWORD)
        .requireDigits(false)
        .requireLowercase(false)
        .requireUppercase(false)
        .requireSymbols(false)
        .build();
  }

  private void sendFrom(UserPool pool, String from) {
    String identity = String.join(":", "arn", Aws.PARTITION, "ses", Aws.REGION, Aws.ACCOUNT_ID);
    CfnUserPool resource = (CfnUserPool) pool.getNode().getDefaultChild();
    if (resource != null) {
      resource.setEmailConfiguration(
          CfnUserPool.EmailConfigurationProperty.builder()
              .emailSendingAccount("DEVELOPER")
              .from(from)
              .sourceArn(identity + ":identity/" + from)
              .build());
    }
  }

  /**
   * A public client: PKCE proves that who redeems a code is who asked for it, and there is no
   * secret to keep. Refresh is the token endpoint's alone; the user pool's own refresh call does
   * not rotate.
   */
  private UserPoolClient client(String site) {
    return UserPoolClient.Builder.create(this, "Client")
        .userPool(users)
        .generateSecret(false)
        .oAuth(codeFlow(site))
        .supportedIdentityProviders(List.of(UserPoolClientIdentityProvider.COGNITO))
        .authFlows(AuthFlow.builder().userSrp(true).build())
        .refreshTokenRotationGracePeriod(GRACE)
        .refreshTokenValidity(SESSION)
        .accessTokenValidity(Duration.hours(1))
        .idTokenValidity(Duration.hours(1))
        .enableTokenRevocation(true)
        .preventUserExistenceErrors(true)
        .build();
  }

  private static OAuthSettings codeFlow(String site) {
    return OAuthSettings.builder()
        .flows(OAuthFlows.builder().authorizationCodeGrant(true).build())
        .scopes(List.of(OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE))
        .callbackUrls(List.of(site + "/sign-in/callback"))
        .logoutUrls(List.of(site + "/"))
        .build();
  }

  /** Where sign-in shows its pages: scheme and host. */
  String pages() {
    return pages.baseUrl();
  }

  private UserPoolDomain hostedPages() {
    UserPoolDomain domain =
        UserPoolDomain.Builder.create(this, "Pages")
            .userPool(users)
            .cognitoDomain(
                CognitoDomainOptions.builder()
                    .domainPrefix(settings.stage().stackName() + "-" + Aws.ACCOUNT_ID)
                    .build())
            .managedLoginVersion(ManagedLoginVersion.NEWER_MANAGED_LOGIN)
            .build();
    look();
    return domain;
  }

  private void look() {
    CfnManagedLoginBranding.Builder.create(this, "Look")
        .userPoolId(users.getUserPoolId())
        .clientId(client.getUserPoolClientId())
        .useCognitoProvidedValues(true)
        .build();
  }

  private CfnIdentityPool identities() {
    return CfnIdentityPool.Builder.create(this, "Identities")
        .allowUnauthenticatedIdentities(false)
        .allowClassicFlow(false)
        .cognitoIdentityProviders(
            List.of(
                CfnIdentityPool.CognitoIdentityProviderProperty.builder()
                    .clientId(client.getUserPoolClientId())
                    .providerName(users.getUserPoolProviderName())
                    .serverSideTokenCheck(true)
                    .build()))
        .build();
  }

  private void allowCreate(String createRoute) {
    Role role =
        Role.Builder.create(this, "Authenticated")
            .description("What a signed-in person may do: call the Create route.")
            .assumedBy(signedIn())
            .inlinePolicies(
                Map.of(
                    "Create",
                    PolicyDocument.Builder.create()
                        .statements(List.of(Allow.on(createRoute, "execute-api:Invoke")))
                        .build()))
            .build();
    CfnIdentityPoolRoleAttachment.Builder.create(this, "Roles")
        .identityPoolId(identities.getRef())
        .roles(Map.of("authenticated", role.getRoleArn()))
        .build();
  }

  private FederatedPrincipal signedIn() {
    return new FederatedPrincipal(
        "cognito-identity.amazonaws.com",
        Map.of(
            "StringEquals",
            Map.of("cognito-identity.amazonaws.com:aud", identities.getRef()),
            "ForAnyValue:StringLike",
            Map.of("cognito-identity.amazonaws.com:amr", "authenticated")),
        "sts:AssumeRoleWithWebIdentity");
  }
}
