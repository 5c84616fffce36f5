package org.imprimatur.aws;

import java.net.URI;
import java.util.Optional;

/**
 * Where the AWS runtime is.
 *
 * @param region the region, such as {@code eu-west-1}
 * @param endpoint where all services answer instead of in the cloud; without one {@code
 *     AWS_ENDPOINT_URL} counts, as it does everywhere in the SDK
 * @param tables the tables
 * @param busName the event bus
 */
public record AwsSettings(String region, Optional<URI> endpoint, Tables tables, String busName) {}
