#!/usr/bin/env python3
"""Judges published tables from outside: what can be worked out about the hidden numbers?

Reads JSON (a file a line, or one JSON value) with nothing but what is published, builds its own
linear program from the counting rule, and prints for each set of tables every hidden number's
feasible interval. It shares no code with hubctl and uses another solver (HiGHS).

    disclosure.py intervals FILE    one line of JSON a set of tables: every interval, and whether
                                    somebody who believes the marks knows the number exactly
    disclosure.py reports FILE      the same, of published reports put together: JSON and CSV, in
                                    either language, of one quarter and its editions
    disclosure.py optimum FILE      the fewest people that have to be hidden, by integer programming
                                    (FILE then holds the true people as well: "truth" in each cell)

The rule, as anybody may know it: people = identified + anonymous; a person has one sex, one age
band, one nationality; a tally has one of each as well, and one hub, country, channel and profile;
an event has one hub, country, channel and profile; elsewhere a whole lies between the greatest
part and the sum of the parts; a hub's code begins with its country; identified <= events, unless
what is published says otherwise. A row that is not published is empty. Hidden people marked
primary are 1 to k - 1, those marked complementary none or at least k.
"""
import csv
import io
import json
import os
import sys

import highspy
import numpy as np

INFINITY = highspy.kHighsInf


def run(solver):
    """Solves, from the start if the last basis leads nowhere."""
    solver.run()
    if solver.getModelStatus() == highspy.HighsModelStatus.kUnknown:
        solver.clearSolver()
        solver.run()
    return solver.getModelStatus()


MEASURES = ("people", "identified", "anonymous", "events")
ADDS = {
    "identified": {"sex", "age", "nationality"},
    "anonymous": {"sex", "age", "nationality", "country", "hub", "channel", "profile"},
    "events": {"country", "hub", "channel", "profile"},
}
KNOWN = {"country", "hub", "sex", "age", "nationality", "profile", "channel", "service"}
ALPHA3 = {
    "BZ": "BLZ", "CR": "CRI", "DO": "DOM", "GT": "GTM", "HN": "HND", "MX": "MEX", "SV": "SLV",
    "PA": "PAN", "GY": "GUY",
}


class Program:
    """A linear program over named unknowns; what is published is a constant."""

    def __init__(self):
        self.names, self.index, self.rows, self.marks = [], {}, [], []

    def unknown(self, name):
        if name not in self.index:
            self.index[name] = len(self.names)
            self.names.append(name)
        return self.index[name]

    def relate(self, plus, minus, equal):
        terms, constant = {}, 0.0
        for operands, sign in ((plus, 1.0), (minus, -1.0)):
            for operand in operands:
                if isinstance(operand, (int, float)):
                    constant += sign * operand
                else:
                    column = self.unknown(operand)
                    terms[column] = terms.get(column, 0.0) + sign
        if terms:
            self.rows.append((terms, -constant, -constant if equal else INFINITY))
        elif (equal and constant != 0) or constant < 0:
            raise ValueError("what is published contradicts the counting rule")

    def solver(self):
        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        count = len(self.names)
        for _ in range(count):
            solver.addVar(0.0, INFINITY)
        for terms, lower, upper in self.rows:
            columns = np.array(list(terms), dtype=np.int32)
            values = np.array(list(terms.values()), dtype=np.float64)
            solver.addRow(lower, upper, len(columns), columns, values)
        return solver

    def intervals(self, wanted):
        """The interval of each unknown wanted; None where nothing bounds it."""
        solver, result = self.solver(), {}
        for name in wanted:
            if name not in self.index:
                result[name] = (0.0, None)
                continue
            column, ends = self.index[name], []
            for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize):
                solver.changeColCost(column, 1.0)
                solver.changeObjectiveSense(sense)
                status = run(solver)
                if status == highspy.HighsModelStatus.kOptimal:
                    ends.append(solver.getInfo().objective_function_value)
                elif status in (
                    highspy.HighsModelStatus.kUnbounded,
                    highspy.HighsModelStatus.kUnboundedOrInfeasible,
                ):
                    ends.append(None)
                else:
                    raise ValueError(f"no table agrees with what is published: {status}")
                solver.changeColCost(column, 0.0)
            result[name] = tuple(ends)
        return result


    def known(self, wanted, threshold):
        """Those of the unknowns that have one possible value, if the marks are true.

        Counts are whole numbers, and a cell marked complementary is empty or not small, so this
        is an integer program. A number for which two tables differ is not known.
        """
        shown = max((abs(lower) for _, lower, _ in self.rows), default=0.0)
        most = 4.0 * shown + 1000.0
        solver, count = self.solver(), len(self.names)
        solver.setOptionValue("mip_rel_gap", 0.0)
        for column in range(count):
            solver.changeColBounds(column, 0.0, most)
            solver.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        next_column = count
        for name, mark in self.marks:
            column = self.index.get(name)
            if column is None:
                continue
            one = np.array([1.0])
            place = np.array([column], dtype=np.int32)
            if mark == "primary":
                solver.addRow(1.0, threshold - 1.0, 1, place, one)
                continue
            solver.addVar(0.0, 1.0)
            solver.changeColIntegrality(next_column, highspy.HighsVarType.kInteger)
            both = np.array([column, next_column], dtype=np.int32)
            solver.addRow(0.0, INFINITY, 2, both, np.array([1.0, -float(threshold)]))
            solver.addRow(-INFINITY, 0.0, 2, both, np.array([1.0, -most]))
            next_column += 1
        columns = [self.index[name] for name in wanted if name in self.index]
        seen = {column: set() for column in columns}

        def look(weights, sense):
            for column, weight in weights.items():
                solver.changeColCost(column, weight)
            solver.changeObjectiveSense(sense)
            status = run(solver)
            if status != highspy.HighsModelStatus.kOptimal:
                raise ValueError(f"no table agrees with the marks: {status}")
            values = solver.getSolution().col_value
            for column in columns:
                seen[column].add(round(values[column]))
            for column in weights:
                solver.changeColCost(column, 0.0)

        def single():
            return [column for column in columns if len(seen[column]) < 2]

        senses = (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize)
        before = len(columns) + 1
        while len(single()) < before:
            before = len(single())
            for sense in senses:
                look({column: 1.0 for column in single()}, sense)
        for column in columns:
            for sense in senses:
                if len(seen[column]) < 2:
                    look({column: 1.0}, sense)
        return {self.names[column] for column in single()}


def address(at):
    return tuple(sorted(at.items()))


def lines(edition):
    """Every whole with its parts: (whole's address, dimension, parts' addresses)."""
    tables = {tuple(sorted(table)) for table in edition["tables"]}
    found = {}
    for cell in edition["cells"]:
        at = cell["at"]
        for dimension in at:
            whole = {name: code for name, code in at.items() if name != dimension}
            if tuple(sorted(whole)) in tables:
                found.setdefault((address(whole), dimension), []).append(address(at))
            if dimension == "hub" and "country" not in at:
                country = ALPHA3.get(at["hub"][:2])
                if country and tuple(sorted([*whole, "country"])) in tables:
                    whole = {**whole, "country": country}
                    found.setdefault((address(whole), "hub"), []).append(address(at))
    return [(whole, dimension, parts) for (whole, dimension), parts in found.items()]


def add_edition(program, number, edition, overlapping, has_parts):
    cells = {address(cell["at"]): cell for cell in edition["cells"]}
    hidden = []

    def operand(at, measure):
        cell = cells.get(at)
        if cell is None:
            return 0
        value = cell.get(measure)
        if value is not None:
            return value
        # A guess that a hidden number is the same as before makes the two one unknown.
        edition_number = number
        while edition_number > 0 and measure in (all_editions[edition_number][at].get("unchanged") or ()):
            edition_number -= 1
        return (edition_number, at, measure)

    all_editions = add_edition.editions
    measures = MEASURES if has_parts else ("people",)
    for at, cell in cells.items():
        for measure in measures:
            if cell.get(measure) is None:
                hidden.append((operand(at, measure), at, measure))
        if cell.get("people") is None and cell.get("mark"):
            program.marks.append((operand(at, "people"), cell["mark"]))
        if has_parts:
            program.relate(
                [operand(at, "identified"), operand(at, "anonymous")], [operand(at, "people")], True)
            identified, events = cell.get("identified"), cell.get("events")
            if identified is None or events is None or identified <= events:
                program.relate([operand(at, "events")], [operand(at, "identified")], False)
    for whole, dimension, parts in lines(edition):
        for measure in measures:
            if dimension in KNOWN and not (measure == "people" and not has_parts):
                adds = dimension in ADDS.get(measure, set())
                if measure == "people":
                    adds = dimension in ADDS["identified"]
            else:
                adds = dimension not in overlapping
            top = operand(whole, measure)
            each = [operand(part, measure) for part in parts]
            if adds:
                program.relate(each, [top], True)
            else:
                for part in each:
                    program.relate([top], [part], False)
                program.relate(each, [top], False)
    return hidden


def judge(document):
    editions = document["editions"]
    has_parts = document.get("hasParts", False)
    program, hidden = Program(), []
    add_edition.editions = [
        {address(cell["at"]): cell for cell in edition["cells"]} for edition in editions
    ]
    for number, edition in enumerate(editions):
        hidden += [
            (number, *entry)
            for entry in add_edition(
                program, number, edition, set(document.get("overlapping", ())), has_parts)
        ]
    wanted = list(dict.fromkeys(name for _, name, _, _ in hidden))
    bounds = program.intervals(wanted)
    known = program.known(wanted, document["threshold"]) if program.marks else set()
    intervals = []
    for number, name, at, measure in hidden:
        least, greatest = bounds[name]
        least = 0 if least is None else least
        intervals.append({
            "edition": number, "at": dict(at), "measure": measure,
            "least": int(np.ceil(least - 1e-5)),
            "greatest": None if greatest is None else int(np.floor(greatest + 1e-5)),
            "isKnown": name in known,
        })
    return {"intervals": intervals}


def cells_of_json(report):
    """The cells of a report as `--json` writes it."""
    yield {}, report["totals"]
    for dimension, rows in report["by"].items():
        for row in rows:
            yield {dimension: row["code"]}, row
    for row in report["cross"]:
        yield {name: row[name] for name in KNOWN & row.keys()}, row


def cells_of_csv(text):
    """The same of a report as `--csv` writes it."""
    for row in csv.DictReader(io.StringIO(text)):
        at = {}
        if row["dimension"] != "total":
            at[row["dimension"]] = row["code"]
        if row["dimension_2"]:
            at[row["dimension_2"]] = row["code_2"]
        numbers = {name: int(row[name]) if row[name] else None for name in MEASURES}
        yield at, {**numbers, "suppressed": row["suppressed"] or None}


def judge_reports(document):
    """All reports together: a number is hidden only if it is hidden in each of them."""
    editions = {}
    for report in document["reports"]:
        cells = (
            cells_of_csv(report["csv"]) if "csv" in report
            else cells_of_json(json.loads(report["json"])))
        merged = editions.setdefault(report["edition"], {})
        for at, numbers in cells:
            cell = merged.setdefault(address(at), {"at": at})
            for measure in MEASURES:
                value = numbers[measure]
                if value is None:
                    continue
                if cell.setdefault(measure, value) != value:
                    raise ValueError(f"two reports disagree on {measure} of {at}")
            if numbers.get("suppressed"):
                cell["mark"] = numbers["suppressed"]
    return judge({
        "threshold": document["threshold"], "hasParts": True,
        "editions": [
            {
                "tables": [list(names) for names in {tuple(cell["at"]) for cell in cells.values()}],
                "cells": list(cells.values()),
            }
            for _, cells in sorted(editions.items())
        ],
    })


def optimum(document, seconds=60):
    """The fewest people to hide in tables of people alone, by integer programming.

    One unknown says whether a cell is hidden; for each cell two tables that agree with what is
    shown differ in it by the threshold, if it is hidden.
    """
    threshold, edition = document["threshold"], document["editions"][0]
    overlapping = set(document.get("overlapping", ()))
    cells = [address(cell["at"]) for cell in edition["cells"]]
    place = {at: number for number, at in enumerate(cells)}
    truth = [cell["truth"] for cell in edition["cells"]]
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("time_limit", float(seconds))
    solver.setOptionValue("mip_rel_gap", 0.0)
    count = len(cells)
    for value in truth:
        solver.addVar(1.0 if 0 < value < threshold else 0.0, 1.0 if value > 0 else 0.0)
    for column, value in enumerate(truth):
        solver.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        solver.changeColCost(column, float(value))
    next_column = count
    relations = lines(edition)
    reach = 3 * threshold

    def row(lower, upper, terms):
        solver.addRow(
            lower, upper, len(terms), np.array([c for c, _ in terms], dtype=np.int32),
            np.array([v for _, v in terms], dtype=np.float64))

    for secret, value in enumerate(truth):
        if value == 0:
            continue
        ends = []
        for _ in range(2):
            first = next_column
            for other in truth:
                solver.addVar(-min(float(other), reach), float(reach))
            next_column += count
            for column, other in enumerate(truth):
                row(-INFINITY, 0.0, [(first + column, 1.0), (column, -float(reach))])
                row(0.0, INFINITY, [(first + column, 1.0), (column, min(float(other), reach))])
            for whole, dimension, parts in relations:
                top = place[whole]
                sums = [(first + place[part], 1.0) for part in parts] + [(first + top, -1.0)]
                slack = sum(truth[place[part]] for part in parts) - truth[top]
                if dimension not in overlapping:
                    row(0.0, 0.0, sums)
                    continue
                row(-float(slack), INFINITY, sums)
                for part in parts:
                    row(float(truth[place[part]] - truth[top]), INFINITY,
                        [(first + top, 1.0), (first + place[part], -1.0)])
            ends.append(first + secret)
        row(0.0, INFINITY, [(ends[0], 1.0), (ends[1], -1.0), (secret, -float(threshold))])
    solver.run()
    info = solver.getInfo()
    hidden = [cell for cell in edition["cells"] if cell.get("people") is None]
    return {
        "chosen": sum(cell["truth"] for cell in hidden),
        "optimum": info.objective_function_value, "bound": info.mip_dual_bound,
        "status": solver.modelStatusToString(solver.getModelStatus()),
    }


def main():
    question, path = sys.argv[1], sys.argv[2]
    answer = {"intervals": judge, "reports": judge_reports, "optimum": optimum}[question]
    # The solver's own words go to the error output, so that ours can be read by a program.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    with open(path, encoding="utf-8") as file:
        for line in file:
            print(json.dumps(answer(json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    main()
