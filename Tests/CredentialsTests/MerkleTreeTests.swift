import Testing

@testable import Credentials

@Suite struct MerkleTreeTests {
    /// The test data of certificate transparency's own implementations, and the roots they give.
    private static let published: [(leaf: String, root: String)] = [
        ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
        ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
        ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
        ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
        ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
        (
            "606162636465666768696a6b6c6d6e6f",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
        ),
    ]

    private static func leaves(_ count: Int) -> [MerkleTree.Hash] {
        (0..<count).map { MerkleTree.leaf([UInt8($0 & 255), UInt8($0 >> 8)]) }
    }

    private static func tree(_ leaves: some Sequence<MerkleTree.Hash>) -> MerkleFrontier {
        leaves.reduce(into: MerkleFrontier()) { $0.append(leaf: $1) }
    }

    /// The definition of RFC 9162, word by word.
    private static func root(_ leaves: ArraySlice<MerkleTree.Hash>) -> MerkleTree.Hash {
        if leaves.count == 1 { return leaves[leaves.startIndex] }
        var division = 1
        while division * 2 < leaves.count { division *= 2 }
        return MerkleTree.node(root(leaves.prefix(division)), root(leaves.dropFirst(division)))
    }

    @Test("Roots are those that others publish")
    func knownRoots() throws {
        var tree = MerkleFrontier()
        #expect(
            tree.root.hexadecimal
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        for (leaf, root) in Self.published {
            tree.append(leaf: MerkleTree.leaf(try #require([UInt8](hexadecimal: leaf))))
            #expect(tree.root.hexadecimal == root)
            #expect(MerkleFrontier(bytes: tree.bytes, count: tree.count) == tree)
        }
        #expect(MerkleFrontier(bytes: tree.bytes, count: tree.count - 1) == nil)
    }

    @Test("A tree that grows has the root of the definition")
    func growth() {
        let leaves = Self.leaves(300)
        var tree = MerkleFrontier()
        for count in 1...300 {
            tree.append(leaf: leaves[count - 1])
            #expect(tree.root == Self.root(leaves[..<count]))
        }
    }

    @Test("Every leaf of every tree is proved, and nothing else is")
    func inclusion() {
        let leaves = Self.leaves(40)
        for count in 1...40 {
            let root = Self.root(leaves[..<count])
            for base in [0, count / 2, count - 1] {
                let growth = MerkleGrowth(
                    since: Self.tree(leaves[..<base]), leaves: Array(leaves[base..<count]))
                #expect(growth.root == root)
                for position in base..<count {
                    let path = growth.inclusionPath(of: position)
                    func holds(_ leaf: Int, _ position: Int, _ path: [MerkleTree.Hash]) -> Bool {
                        MerkleTree.proves(
                            leaf: leaves[leaf], at: position, of: count, under: root, by: path)
                    }
                    #expect(holds(position, position, path))
                    #expect(!holds((position + 1) % 40, position, path))
                    #expect(!holds(position, position + 1, path))
                    #expect(!holds(position, position, path + [root]))
                    if !path.isEmpty { #expect(!holds(position, position, Array(path.dropLast()))) }
                }
            }
        }
    }

    @Test("Every tree is proved to begin with each earlier one, and with no other")
    func consistency() {
        let leaves = Self.leaves(40)
        for count in 1...40 {
            let root = Self.root(leaves[..<count])
            for earlier in 1...count {
                let growth = MerkleGrowth(
                    since: Self.tree(leaves[..<earlier]), leaves: Array(leaves[earlier..<count]))
                let path = growth.consistencyPath
                func holds(
                    _ earlierRoot: MerkleTree.Hash, _ root: MerkleTree.Hash,
                    _ path: [MerkleTree.Hash]
                ) -> Bool {
                    MerkleTree.proves(
                        root: earlierRoot, of: earlier, beginning: root, of: count, by: path)
                }
                let begins = Self.root(leaves[..<earlier])
                #expect(holds(begins, root, path))
                #expect(!holds(leaves[39], root, path))
                #expect(!holds(begins, leaves[39], path))
                #expect(!holds(begins, root, path + [root]))
                if !path.isEmpty { #expect(!holds(begins, root, Array(path.dropLast()))) }
            }
        }
    }
}
