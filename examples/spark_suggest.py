"""Suggest events for a table of articles on Spark: what ``incidents suggest --json`` says, worked out on many machines.

    python examples/spark_suggest.py articles.jsonl suggestions
    spark-submit --master yarn examples/spark_suggest.py hdfs:///articles.parquet hdfs:///suggestions

ARTICLES is JSON Lines, or Parquet where the name ends so, with the columns ``path``, ``text`` and, where they are
known, ``title``, ``publisher`` and ``published_on``. SUGGESTIONS is a new folder of JSON Lines, a document for each
article. Every worker needs ``incidents`` installed; it opens the gazetteer once, with its first article.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from pyspark.sql import DataFrame, Row, SparkSession

from incidents.exchange.writers.json import to_json
from incidents.services.suggestions import suggest_rows

COLUMNS = "path STRING, text STRING, title STRING, publisher STRING, published_on STRING"


def main(articles: str, suggestions: str) -> None:
    """Write the suggestions for *articles* into the folder *suggestions*, which Spark refuses when it is there."""
    spark = SparkSession.builder.appName("incidents suggest").getOrCreate()
    try:
        read_articles(spark, articles).rdd.mapPartitions(suggest_lines).saveAsTextFile(suggestions)
    finally:
        spark.stop()


def read_articles(spark: SparkSession, path: str) -> DataFrame:
    """The table of articles at *path*, in as many parts as there are workers: coding takes longer than reading."""
    found = spark.read.parquet(path) if path.endswith(".parquet") else spark.read.schema(COLUMNS).json(path)
    return found.repartition(spark.sparkContext.defaultParallelism)


def suggest_lines(rows: Iterable[Row]) -> Iterator[str]:
    """The document of each of *rows* on a line; runs on a worker."""
    return (to_json(document) for document in suggest_rows(row.asDict() for row in rows))


if __name__ == "__main__":
    if len(sys.argv) != 3:  # itself and two paths
        sys.exit("usage: spark_suggest.py ARTICLES SUGGESTIONS")
    main(*sys.argv[1:])
