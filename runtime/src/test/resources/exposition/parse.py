"""Reads an exposition with the parsers of the Python client (Debian package python3-prometheus-client).

parse.py TEXT|OPENMETRICS names    writes the name of each sample
parse.py TEXT|OPENMETRICS LABEL    writes that label of each sample of process_info

One a line, in hexadecimal after a colon, so that nothing has to be escaped.
"""
import sys

from prometheus_client import parser
from prometheus_client.openmetrics import parser as openmetrics_parser

text = sys.stdin.buffer.read().decode("utf-8")
parse = {
    "TEXT": parser.text_string_to_metric_families,
    "OPENMETRICS": openmetrics_parser.text_string_to_metric_families,
}[sys.argv[1]]
what = sys.argv[2]
for family in parse(text):
    for sample in family.samples:
        if what == "names":
            print(":" + sample.name.encode("utf-8").hex())
        elif sample.name == "process_info":
            print(":" + sample.labels[what].encode("utf-8").hex())
