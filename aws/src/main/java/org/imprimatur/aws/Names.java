package org.imprimatur.aws;

import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The names of people who are signed in. The web writes them into a session from the provider's ID
 * token; the index by subject shows the name of a session and nothing else of it.
 */
record Names(Reads reads) {

  /** The name in the subject's session that lasts longest. */
  Optional<String> of(String subject, Instant now) {
    String condition = "#sub = :sub AND #ends > :now";
    QueryRequest.Builder query =
        QueryRequest.builder()
            .indexName(Tables.BY_SUB)
            .keyConditionExpression(condition)
            .expressionAttributeNames(Terms.names(condition))
            .expressionAttributeValues(
                new Terms().text(":sub", subject).value(":now", Item.millis(now)).values())
            .scanIndexForward(false)
            .limit(1);
    return reads.query(query).items().stream()
        .map(Item::new)
        .map(item -> item.string("name"))
        .filter(name -> !name.isBlank())
        .findFirst();
  }
}
