#!/usr/bin/env python3
"""Verifies an exported audit trail, or a proof, without hubctl: only Python and a public key.

    audit.py trail DIRECTORY PUBLIC_KEY
    audit.py proof FILE PUBLIC_KEY

Prints JSON: whether it holds, and what does not. Written from RFC 9162 and the export's description.
"""
import csv
import hashlib
import json
import pathlib
import struct
import sys
import uuid
from datetime import datetime, timedelta, timezone

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

COLUMNS = [
    "id", "transaction", "change_number", "at", "actor", "account", "role", "origin", "operation",
    "subject_kind", "subject", "reason", "before", "after", "content", "flagged"]
SEAL = ["number", "sealed_at", "first_position", "rows", "first_row", "last_row", "root", "previous",
        "server", "horizon", "next_transaction", "public_key"]
EPOCH = datetime(2000, 1, 1, tzinfo=timezone.utc)


def sha256(data):
    return hashlib.sha256(data).digest()


def leaf_hash(data):
    return sha256(b"\x00" + data)


def node_hash(left, right):
    return sha256(b"\x01" + left + right)


def tree_hash(leaves):
    """MTH of RFC 9162, 2.1.1."""
    if not leaves:
        return sha256(b"")
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return node_hash(tree_hash(leaves[:k]), tree_hash(leaves[k:]))


def fields(data):
    """The columns of a row's sealed bytes."""
    values, offset = {}, 0
    for name in COLUMNS:
        (length,) = struct.unpack_from(">i", data, offset)
        offset += 4
        if length == -1:
            values[name] = None
            continue
        raw = data[offset:offset + length]
        offset += length
        if name in ("id", "transaction", "change_number"):
            values[name] = struct.unpack(">q", raw)[0]
        elif name == "at":
            moment = EPOCH + timedelta(microseconds=struct.unpack(">q", raw)[0])
            values[name] = moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        elif name == "account":
            values[name] = str(uuid.UUID(bytes=raw))
        elif name == "flagged":
            values[name] = raw == b"\x01"
        else:
            values[name] = raw.decode()
    assert offset == len(data), "bytes are left over"
    return values


def seal_text(seal):
    return ("hub audit seal 1\n" + "".join(f"{name} {seal[name]}\n" for name in SEAL)).encode()


def is_signed(seal, key):
    if seal["public_key"] != key:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(
            bytes.fromhex(seal["signature"]), seal_text(seal))
        return True
    except InvalidSignature:
        return False


def read(folder):
    if (folder / "rows.jsonl").exists():
        rows = [json.loads(line) for line in open(folder / "rows.jsonl")]
        seals = [json.loads(line) for line in open(folder / "seals.jsonl")]
        for row in rows:
            shown = {name: row["row"].get(name) for name in COLUMNS}
            assert fields(bytes.fromhex(row["leaf"])) == shown, f"row {row['row']['id']} shows another"
        return rows, seals
    with open(folder / "rows.csv", newline="") as file:
        rows = [
            {"position": int(row["position"]) if row["position"] else None, "leaf": row["leaf"]}
            for row in csv.DictReader(file)]
    with open(folder / "seals.csv", newline="") as file:
        seals = list(csv.DictReader(file))
    for seal in seals:
        for name in ("number", "first_position", "rows"):
            seal[name] = int(seal[name])
    return rows, seals


def judge_trail(folder, key):
    problems = []
    rows, seals = read(pathlib.Path(folder))
    sealed = [row for row in rows if row.get("position") is not None]
    if [row["position"] for row in sealed] != list(range(len(sealed))):
        problems.append("the positions have gaps")
    leaves = [leaf_hash(bytes.fromhex(row["leaf"])) for row in sealed]
    previous, size = sha256(b""), 0
    for number, seal in enumerate(seals, 1):
        if seal["number"] != number or seal["first_position"] != size:
            problems.append(f"seal {seal['number']} is out of place")
        if not is_signed(seal, key):
            problems.append(f"seal {seal['number']} is not signed")
        if bytes.fromhex(seal["previous"]) != previous:
            problems.append(f"seal {seal['number']} does not follow the one before")
        previous = sha256(seal_text(seal) + bytes.fromhex(seal["signature"]))
        size += seal["rows"]
        if tree_hash(leaves[:size]).hex() != seal["root"]:
            problems.append(f"seal {seal['number']} has another root")
    if size != len(leaves):
        problems.append("not every placed row is under a seal")
    return {"holds": not problems, "rows": len(rows), "seals": len(seals), "problems": problems}


def root_by_inclusion(index, size, leaf, path):
    """RFC 9162, 2.1.3.2."""
    first, last, result = index, size - 1, leaf
    for step in path:
        if last == 0:
            return None
        if first & 1 or first == last:
            result = node_hash(step, result)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            result = node_hash(result, step)
        first, last = first >> 1, last >> 1
    return result if last == 0 else None


def roots_by_consistency(earlier, size, earlier_root, path):
    """RFC 9162, 2.1.4.2."""
    if earlier == size:
        return (earlier_root, earlier_root) if not path else None
    path = list(path)
    if earlier & (earlier - 1) == 0:
        path.insert(0, earlier_root)
    first, last = earlier - 1, size - 1
    while first & 1:
        first, last = first >> 1, last >> 1
    before = after = path[0]
    for step in path[1:]:
        if last == 0:
            return None
        if first & 1 or first == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            after = node_hash(after, step)
        first, last = first >> 1, last >> 1
    return (before, after) if last == 0 else None


def judge_proof(file, key):
    proof = json.load(open(file))
    seal, problems = proof["seal"], []
    leaf = bytes.fromhex(proof["leaf"])
    if fields(leaf) != {name: proof["row"].get(name) for name in COLUMNS}:
        problems.append("the row shows another")
    if not is_signed(seal, key):
        problems.append("the seal is not signed")
    size = seal["first_position"] + seal["rows"]
    path = [bytes.fromhex(step) for step in proof["path"]]
    root = root_by_inclusion(proof["position"], size, leaf_hash(leaf), path)
    if root is None or root.hex() != seal["root"]:
        problems.append("the row is not under the root")
    if proof.get("later"):
        later = proof["later"]["seal"]
        if not is_signed(later, key):
            problems.append("the later seal is not signed")
        roots = roots_by_consistency(
            size, later["first_position"] + later["rows"], bytes.fromhex(seal["root"]),
            [bytes.fromhex(step) for step in proof["later"]["path"]])
        if roots is None or [root.hex() for root in roots] != [seal["root"], later["root"]]:
            problems.append("the later seal does not continue this one")
    return {"holds": not problems, "rows": 1, "seals": 1, "problems": problems}


if __name__ == "__main__":
    kind, path, key = sys.argv[1:]
    try:
        verdict = (judge_trail if kind == "trail" else judge_proof)(path, key)
    except (AssertionError, ValueError, KeyError) as error:
        verdict = {"holds": False, "rows": 0, "seals": 0, "problems": [str(error)]}
    print(json.dumps(verdict))
