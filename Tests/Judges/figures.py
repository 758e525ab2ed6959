#!/usr/bin/env python3
"""Reads one quarter's figures back from every form, each by a program that others wrote.

    figures.py FOLDER    report.json, .csv, .txt, .html, .pdf, .svg, .xlsx and aggregates/ in it

Prints for each form the cells that it shows: "total", "country=MEX" or "age=0-4,sex=male", with
people, identified, anonymous and events, null where the form says that they are hidden. Of the
picture only what stands beside a name. A browser reads the page, pdftotext the document, openpyxl the
workbook. Labels are turned into codes by the names that report.json gives them.
"""
import csv
import html.parser
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as tree

MEASURES = ("people", "identified", "anonymous", "events")


def number(text):
    """A number as either language writes it; None for what is hidden."""
    digits = re.sub(r"[.,\s\u00a0\u202f]", "", text)
    return int(digits) if re.fullmatch(r"\d+", digits) else None


def cell(numbers):
    return dict(zip(MEASURES, numbers))


class Names:
    """What the tables are called, and which code a label has in them."""

    def __init__(self, report, titles):
        self.codes = {
            dimension: {row["label"]: row["code"] for row in rows}
            for dimension, rows in report["by"].items()
        }
        self.tables = {title: name for name, title in titles.items()}

    def key(self, table, labels):
        """The cell of a row with these labels: code and label, or two labels."""
        parts = table.split("-")
        if len(parts) == 1:
            return f"{table}={labels[0]}" if labels[0] else "total"
        pairs = [(part, self.codes[part][label]) for part, label in zip(parts, labels)]
        return ",".join(f"{part}={code}" for part, code in sorted(pairs))

    def is_table(self, name):
        return all(part in self.codes for part in name.split("-"))


class Page(html.parser.HTMLParser):
    """The tables of a page by their ids, as rows of texts."""

    def __init__(self):
        super().__init__()
        self.tables, self.titles, self.table, self.text = {}, {}, None, None

    def handle_starttag(self, tag, attributes):
        if tag == "table":
            self.table = dict(attributes)["id"].removeprefix("table-")
            self.tables[self.table] = []
        elif tag == "tr" and self.table:
            self.tables[self.table].append([])
        elif tag in ("td", "th", "caption") and self.table:
            self.text = ""

    def handle_data(self, data):
        if self.text is not None:
            self.text += data

    def handle_endtag(self, tag):
        if tag == "table":
            self.table = None
        elif tag == "caption" and self.table:
            self.titles[self.table], self.text = self.text, None
        elif tag in ("td", "th") and self.table and self.text is not None:
            self.tables[self.table][-1].append(self.text)
            self.text = None


def page(path):
    shown = subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={path}.profile",
         "--dump-dom", f"file://{path}"], check=True, capture_output=True).stdout.decode()
    parser = Page()
    parser.feed(shown)
    return parser


def of_rows(names, tables):
    """The cells of tables that are known by name, in rows of two labels and four numbers."""
    cells = {}
    for table, rows in tables.items():
        if not names.is_table(table):
            continue
        for row in rows:
            cells[names.key(table, row[:2])] = cell([number(text) for text in row[2:6]])
    return cells


def of_lines(names, text, columns):
    """The same of text in columns: a line that begins with a table's title begins the table."""
    tables, table = {}, None
    for line in text.splitlines():
        fields = re.split(r"\s{2,}", line.strip())
        title = next((t for t in names.tables if columns(fields) == t), None)
        if title:
            table = names.tables[title]
            continue
        numbers = [f for f in fields if number(f) is not None or re.match(r"(hidden|oculto)", f)]
        if table and len(numbers) >= 4:
            at = next(
                place for place in range(len(fields)) if fields[place:place + 4] == numbers[-4:])
            labels = fields[:at]
            # The total has no code.
            rows = tables.setdefault(table, [])
            rows.append((["", *labels] if len(labels) == 1 else labels[:2]) + numbers[-4:])
    return of_rows(names, tables)


def of_workbook(names, path):
    import openpyxl

    tables = {}
    for sheet in openpyxl.load_workbook(path):
        rows = list(sheet.iter_rows(values_only=True))
        table = names.tables.get(rows[0][0])
        if table is None:
            continue
        tables[table] = [
            ["" if value is None else str(value) for value in row[:6]] for row in rows[4:]]
    return of_rows(names, tables)


def of_json(report):
    cells = {"total": {name: report["totals"][name] for name in MEASURES}}
    for dimension, rows in report["by"].items():
        for row in rows:
            cells[f"{dimension}={row['code']}"] = {name: row[name] for name in MEASURES}
    for row in report["cross"]:
        at = sorted((name, code) for name, code in row.items() if name in report["by"])
        cells[",".join(f"{name}={code}" for name, code in at)] = {
            name: row[name] for name in MEASURES}
    return cells


def of_csv(path):
    cells = {}
    with open(path, newline="", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            at = [] if row["dimension"] == "total" else [(row["dimension"], row["code"])]
            if row["dimension_2"]:
                at.append((row["dimension_2"], row["code_2"]))
            key = ",".join(f"{name}={code}" for name, code in sorted(at)) or "total"
            cells[key] = cell([number(row[name]) for name in MEASURES])
    return cells


def of_aggregates(path, dimensions):
    cells = {}
    with open(path, newline="", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if row["quarter"].startswith("#"):
                continue
            names = [] if row["table"] == "total" else row["table"].split("_")
            key = ",".join(f"{name}={row[name]}" for name in sorted(names)) or "total"
            cells[key] = cell([number(row[name]) for name in MEASURES])
    return cells


def of_picture(names, path, report):
    """The people that stand beside a name in the picture: the headline, countries and channels."""
    texts = [
        element.text or "" for element in tree.parse(path).getroot().iter(
            "{http://www.w3.org/2000/svg}text")
    ]
    cells = {"total": {"people": next(number(t) for t in texts if number(t) is not None)}}
    for dimension in ("country", "channel"):
        for label, code in names.codes[dimension].items():
            place = texts.index(label)
            cells[f"{dimension}={code}"] = {"people": number(texts[place + 1])}
    return cells


def main():
    folder = os.path.abspath(sys.argv[1])

    def path(name):
        return os.path.join(folder, name)

    with open(path("report.json"), encoding="utf-8") as file:
        report = json.load(file)
    shown = page(path("report.html"))
    names = Names(report, shown.titles)
    document = subprocess.run(
        ["pdftotext", "-layout", "-nopgbrk", path("report.pdf"), "-"], check=True,
        capture_output=True).stdout.decode()
    with open(path("report.txt"), encoding="utf-8") as file:
        terminal = file.read()
    pages = {
        name: [row for row in rows if len(row) >= 6 and row[2:] != [] and row != rows[0]]
        for name, rows in shown.tables.items()
    }
    folders = [name for name in os.listdir(folder) if name.startswith("aggregates")]
    forms = {
        "json": of_json(report), "csv": of_csv(path("report.csv")),
        "html": of_rows(names, pages), "xlsx": of_workbook(names, path("report.xlsx")),
        "pdf": of_lines(names, document, lambda fields: fields[0] if len(fields) == 1 else None),
        "table": {
            "total": headline(terminal),
            **of_lines(names, terminal, lambda fields: title_of(fields, names)),
        },
        "svg": of_picture(names, path("report.svg"), report),
    }
    for name in folders:
        (table,) = [f for f in os.listdir(path(name)) if f.startswith("aggregates")]
        forms[name] = of_aggregates(path(f"{name}/{table}"), report["by"])
    json.dump(forms, sys.stdout)


def headline(text):
    """The totals, which the terminal says in a sentence: people = identified + anonymous, events."""
    line = next(line for line in text.splitlines() if " = " in line)
    return cell([number(found) for found in re.findall(r"\d+(?:[.,\u00a0\u202f]\d{3})*", line)[:4]])


def title_of(fields, names):
    """The terminal's head of a table: its dimensions' names, then those of the numbers."""
    if len(fields) < 5 or any(number(field) is not None for field in fields):
        return None
    heads = fields[:-4]
    title = " × ".join(heads)
    return title if title in names.tables else None


if __name__ == "__main__":
    main()
