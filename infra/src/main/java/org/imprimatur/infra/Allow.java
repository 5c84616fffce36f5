package org.imprimatur.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * Statements of what a function may do. Written out instead of the CDK's grants, which give whole
 * families of actions and all indexes of a table.
 */
final class Allow {
  private Allow() {}

  static PolicyStatement on(String resource, String... actions) {
    return PolicyStatement.Builder.create()
        .effect(Effect.ALLOW)
        .actions(List.of(actions))
        .resources(List.of(resource))
        .build();
  }

  /** Actions on the items of a table by their key, not through an index. */
  static PolicyStatement items(ITable table, String... actions) {
    return on(table.getTableArn(), actions);
  }

  /** Queries on the named indexes of a table. */
  static PolicyStatement query(ITable table, String... indexes) {
    return PolicyStatement.Builder.create()
        .effect(Effect.ALLOW)
        .actions(List.of("dynamodb:Query"))
        .resources(
            List.of(indexes).stream().map(name -> table.getTableArn() + "/index/" + name).toList())
        .build();
  }

  /** Queries on one partition of an index of a table. */
  static PolicyStatement queryOf(ITable table, String index, String partition) {
    return PolicyStatement.Builder.create()
        .effect(Effect.ALLOW)
        .actions(List.of("dynamodb:Query"))
        .resources(List.of(table.getTableArn() + "/index/" + index))
        .conditions(
            Map.of("ForAllValues:StringLike", Map.of("dynamodb:LeadingKeys", List.of(partition))))
        .build();
  }

  /** Actions on those items of a table alone whose key starts with {@code prefix}. */
  static PolicyStatement itemsWithPrefix(ITable table, String prefix, String... actions) {
    return PolicyStatement.Builder.create()
        .effect(Effect.ALLOW)
        .actions(List.of(actions))
        .resources(List.of(table.getTableArn()))
        .conditions(
            Map.of(
                "ForAllValues:StringLike", Map.of("dynamodb:LeadingKeys", List.of(prefix + "*"))))
        .build();
  }
}
