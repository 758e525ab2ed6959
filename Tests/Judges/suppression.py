#!/usr/bin/env python3
"""Hides cells by another program's optimal method, to be compared with ours.

    suppression.py FILE    one line of JSON a table (as disclosure.py reads it, with the true people
                           as "truth" in each cell): the people and cells that tau-Argus hides, and
                           how many seconds of the processor it takes

tau-Argus (pytauargus) takes one table of people by two or three dimensions that add up, with its
margins. It is told to hide cells of fewer than the threshold k, and that each of them could be
anything from 0 to k: so that, as with us, no interval is narrower than k. Of the cells that it
hides for their sake it asks nothing.
"""
import json
import os
import sys
import tempfile


def processor_time():
    """Ours and that of the engine, whatever else the machine is at."""
    return sum(os.times()[:4])


def people(edition):
    """One record for each of the people in the table's innermost cells."""
    names = max(edition["tables"], key=len)
    records = {name: [] for name in names}
    for cell in edition["cells"]:
        if len(cell["at"]) == len(names):
            for name in names:
                records[name] += ["c" + cell["at"][name]] * cell["truth"]
    return names, records


def levels(path, names, edition, threshold):
    """How far below and above each small cell the interval has to reach, as the engine reads it."""
    rows = []
    for cell in edition["cells"]:
        if 0 < cell["truth"] < threshold:
            codes = ["c" + cell["at"][name] if name in cell["at"] else "" for name in names]
            rows.append((codes, cell["truth"]))
    with open(path, "w", encoding="utf-8") as file:
        # The engine counts the fields of the first line, which must have a single word after them.
        for codes, _ in rows[:1]:
            print(*codes, "U", sep=";", file=file)
        for codes, truth in rows:
            print(*codes, "PL", truth, threshold - truth, sep=";", file=file)
    return bool(rows)


def suppress(document, protect, run_batch, read):
    edition, threshold = document["editions"][0], document["threshold"]
    names, records = people(edition)
    records["people"] = [1.0] * len(records[names[0]])
    with tempfile.TemporaryDirectory() as folder:
        start = processor_time()
        files = protect(
            records, names, response="people", suppress="OPT(1)", workdir=folder, run=False,
            safety_rules=f"FREQ({threshold},20)").files
        path = os.path.join(folder, "levels.hst")
        if levels(path, names, edition, threshold):
            with open(files["arb"], encoding="utf-8") as file:
                batch = file.read()
            with open(files["arb"], "w", encoding="utf-8") as file:
                file.write(batch.replace(
                    "<READMICRODATA>", f'<READMICRODATA>\n<APRIORI> "{path}",1,";",0,0'))
        run_batch(files["arb"])
        table = read(path=files["tab1"], exp_vars=names, response="people", is_freq=False)
        rows, statuses = table.dataframe(), table.status()
        if hasattr(rows, "to_dict"):  # where pandas is installed
            rows = rows.to_dict("records")
        seconds = processor_time() - start
    hidden = [
        {name: row[name].strip()[1:] for name in names if row[name].strip() != "Total"}
        for row, status in zip(rows, statuses) if status in "UM"
    ]
    truth = {tuple(sorted(cell["at"].items())): cell["truth"] for cell in edition["cells"]}
    return {
        "people": sum(truth[tuple(sorted(at.items()))] for at in hidden), "cells": len(hidden),
        "hidden": hidden, "seconds": seconds,
    }


def main():
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    from pytauargus import protect
    from pytauargus.engine import run_batch
    from pytauargus.result import TableResult

    with open(sys.argv[1], encoding="utf-8") as file:
        for line in file:
            answer = suppress(json.loads(line), protect, run_batch, TableResult)
            print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
