package org.imprimatur.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imprimatur.contract.Walk;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardsTest {
  @Test
  void idsAreSpreadOverAllPartitions() {
    assertThat(
            IntStream.range(0, 16)
                .mapToObj(ShardsTest::id)
                .collect(Collectors.groupingBy(Shards::of)))
        .containsOnlyKeys(Shards.ALL)
        .allSatisfy((shard, ids) -> assertThat(ids).hasSize(4));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 40})
  void walkThroughAllPartitionsShowsEachPlaceOnceInOrder(int limit) {
    List<Integer> upwards = IntStream.range(0, 40).boxed().toList();
    List<Integer> downwards = upwards.stream().sorted(Comparator.reverseOrder()).toList();

    assertThat(walk(upwards, Shards.UPWARDS, limit)).isEqualTo(upwards);
    assertThat(walk(downwards, Shards.DOWNWARDS, limit)).isEqualTo(downwards);
  }

  private static List<Integer> walk(List<Integer> places, Comparator<Cursor> order, int limit) {
    Random random = new Random(limit);
    List<List<Integer>> partitions =
        IntStream.range(0, 4).<List<Integer>>mapToObj(i -> new ArrayList<>()).toList();
    places.forEach(place -> partitions.get(random.nextInt(4)).add(place));
    return Walk.all(
        page -> Shards.merged(pages(partitions, page, order), limit, order, ShardsTest::place),
        limit);
  }

  @Test
  void partitionThatIsNotWalkedThroughHoldsBackWhatLiesBehind() {
    Page<Integer> ended = new Page<>(List.of(1, 5, 9), Optional.empty());
    Page<Integer> goesOn = new Page<>(List.of(2), Optional.of(place(6)));

    Page<Integer> merged =
        Shards.merged(List.of(ended, goesOn), 10, Shards.UPWARDS, ShardsTest::place);

    assertThat(merged).isEqualTo(new Page<>(List.of(1, 2, 5), Optional.of(place(6))));
  }

  private static List<Page<Integer>> pages(
      List<List<Integer>> partitions, PageRequest page, Comparator<Cursor> order) {
    return partitions.stream()
        .map(
            partition ->
                partition.stream()
                    .filter(
                        i ->
                            page.after()
                                .map(after -> order.compare(after, place(i)) < 0)
                                .orElse(true))
                    .limit(page.limit() + 1L)
                    .toList())
        .map(items -> Page.of(items, page.limit(), ShardsTest::place))
        .toList();
  }

  private static Cursor place(int i) {
    return new Cursor(Instant.ofEpochMilli(i / 3), id(i));
  }

  private static String id(int i) {
    return "%032x".formatted(i);
  }
}
