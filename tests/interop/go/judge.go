// Command judge reads an exported record with Go's own transparency-log packages and exits with 1, and one
// line that says why, unless all of it holds: the signed checkpoint, the tree recomputed from the entries,
// every tile and every bundle that is there, and a proof of each entry from the tiles.
//
//	judge FOLDER VKEY
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	height = 8
	width  = 1 << height
)

type record struct {
	folder string
	tree   tlog.Tree
	// Every hash of the tree, recomputed from the entries, in the order of tlog.StoredHashIndex.
	hashes []tlog.Hash
	// For each bundle, where each of its entries ends.
	ends map[int64][]int
}

func main() {
	if len(os.Args) != 3 {
		fmt.Println("usage: judge FOLDER VKEY")
		os.Exit(2)
	}
	size, err := judge(os.Args[1], os.Args[2])
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Printf("%d entries hold\n", size)
}

func judge(folder, vkey string) (int64, error) {
	tree, err := openCheckpoint(folder, vkey)
	if err != nil {
		return 0, fmt.Errorf("checkpoint: %w", err)
	}
	r := &record{folder: folder, tree: tree, ends: map[int64][]int{}}
	steps := []func() error{r.readEntries, r.checkRoot, r.checkImplied, r.checkPresent, r.checkProofs}
	for _, step := range steps {
		if err := step(); err != nil {
			return 0, err
		}
	}
	policy, err := os.ReadFile(filepath.Join(folder, "policy"))
	if err != nil || !bytes.HasPrefix(policy, []byte("log "+vkey+"\n")) {
		return 0, errors.New("policy: it does not begin with the log's key")
	}
	return tree.N, nil
}

func openCheckpoint(folder, vkey string) (tlog.Tree, error) {
	data, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return tlog.Tree{}, err
	}
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return tlog.Tree{}, err
	}
	opened, err := note.Open(data, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() || lines[3] != "" {
		return tlog.Tree{}, errors.New("it is not origin, size and root")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := base64.StdEncoding.Strict().DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return tlog.Tree{}, errors.New("its root is not 32 bytes of base64")
	}
	tree := tlog.Tree{N: size}
	copy(tree.Hash[:], root)
	return tree, nil
}

func (r *record) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	found := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index >= int64(len(r.hashes)) {
			return nil, fmt.Errorf("there is no hash %d", index)
		}
		found[i] = r.hashes[index]
	}
	return found, nil
}

func (r *record) readEntries() error {
	for number := int64(0); number*width < r.tree.N; number++ {
		count := r.tree.N - number*width
		if count > width {
			count = width
		}
		data, err := os.ReadFile(filepath.Join(r.folder, bundlePath(number, count)))
		if err != nil {
			return err
		}
		entries, ends, err := splitBundle(data)
		if err != nil || int64(len(entries)) != count {
			return fmt.Errorf("%s: it does not hold %d entries", bundlePath(number, count), count)
		}
		r.ends[number] = ends
		for i, entry := range entries {
			hashes, err := tlog.StoredHashes(number*width+int64(i), entry, r)
			if err != nil {
				return err
			}
			r.hashes = append(r.hashes, hashes...)
		}
	}
	return nil
}

func (r *record) checkRoot() error {
	if r.tree.N == 0 {
		return nil
	}
	root, err := tlog.TreeHash(r.tree.N, r)
	if err != nil {
		return err
	}
	if root != r.tree.Hash {
		return errors.New("the entries do not lead to the signed root")
	}
	return nil
}

// checkImplied demands the tiles that the size implies: full ones, and of the partial ones the widest.
func (r *record) checkImplied() error {
	for _, tile := range tlog.NewTiles(height, 0, r.tree.N) {
		wider := tile
		wider.W++
		if tile.W < width && wider.N<<height+int64(wider.W) <= r.tree.N>>(uint(tile.L)*height) {
			continue
		}
		if err := r.checkTile(tile); err != nil {
			return err
		}
	}
	return nil
}

func (r *record) checkTile(tile tlog.Tile) error {
	data, err := os.ReadFile(filepath.Join(r.folder, tilePath(tile)))
	if err != nil {
		return err
	}
	expected, err := tlog.ReadTileData(tile, r)
	if err != nil {
		return fmt.Errorf("%s: %w", tilePath(tile), err)
	}
	if !bytes.Equal(data, expected) {
		return fmt.Errorf("%s: it differs from what the entries give", tilePath(tile))
	}
	return nil
}

// checkPresent compares every file below tile/, the left-over partial ones too.
func (r *record) checkPresent() error {
	root := filepath.Join(r.folder, "tile")
	if r.tree.N == 0 {
		return nil
	}
	return filepath.WalkDir(root, func(path string, file fs.DirEntry, err error) error {
		if err != nil || file.IsDir() {
			return err
		}
		relative, err := filepath.Rel(r.folder, path)
		if err != nil {
			return err
		}
		name := strings.TrimPrefix(filepath.ToSlash(relative), "tile/")
		if strings.HasPrefix(name, "entries/") {
			name = "data/" + strings.TrimPrefix(name, "entries/")
		}
		tile, err := tlog.ParseTilePath(fmt.Sprintf("tile/%d/%s", height, name))
		if err != nil {
			return err
		}
		if tile.L >= 0 {
			return r.checkTile(tile)
		}
		return r.checkBundle(tile, path)
	})
}

func (r *record) checkBundle(tile tlog.Tile, path string) error {
	ends := r.ends[tile.N]
	if tile.W > len(ends) {
		return fmt.Errorf("%s: it holds more than the checkpoint covers", path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	widest, err := os.ReadFile(filepath.Join(r.folder, bundlePath(tile.N, int64(len(ends)))))
	if err != nil {
		return err
	}
	if !bytes.Equal(data, widest[:ends[tile.W-1]]) {
		return fmt.Errorf("%s: it differs from the wider bundle", path)
	}
	return nil
}

// checkProofs proves each entry out of the tiles alone, as a client of the log would.
func (r *record) checkProofs() error {
	reader := tlog.TileHashReader(r.tree, r)
	for index := int64(0); index < r.tree.N; index++ {
		proof, err := tlog.ProveRecord(r.tree.N, index, reader)
		if err != nil {
			return fmt.Errorf("entry %d: %w", index, err)
		}
		leaf := r.hashes[tlog.StoredHashIndex(0, index)]
		if err := tlog.CheckRecord(proof, r.tree.N, r.tree.Hash, index, leaf); err != nil {
			return fmt.Errorf("entry %d: %w", index, err)
		}
	}
	return nil
}

func (r *record) Height() int { return height }

func (r *record) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for i, tile := range tiles {
		// Go asks for the least width that will do; the folder has what the checkpoint implies.
		count := r.tree.N>>(uint(tile.L)*height) - tile.N<<height
		have := tile
		if have.W = width; count < width {
			have.W = int(count)
		}
		read, err := os.ReadFile(filepath.Join(r.folder, tilePath(have)))
		if err != nil {
			return nil, err
		}
		if len(read) != have.W*tlog.HashSize {
			return nil, fmt.Errorf("%s: wrong length", tilePath(have))
		}
		data[i] = read[:tile.W*tlog.HashSize]
	}
	return data, nil
}

func (r *record) SaveTiles([]tlog.Tile, [][]byte) {}

func splitBundle(data []byte) (entries [][]byte, ends []int, err error) {
	for at := 0; at < len(data); {
		if at+2 > len(data) {
			return nil, nil, errors.New("cut short")
		}
		end := at + 2 + int(binary.BigEndian.Uint16(data[at:]))
		if end > len(data) {
			return nil, nil, errors.New("cut short")
		}
		entries = append(entries, data[at+2:end])
		ends = append(ends, end)
		at = end
	}
	return entries, ends, nil
}

// Go's paths name the height of tiles and say "data"; tlog-tiles has neither.
func tilePath(tile tlog.Tile) string {
	return "tile/" + strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", height))
}

func bundlePath(number, count int64) string {
	path := tilePath(tlog.Tile{H: height, L: -1, N: number, W: int(count)})
	return strings.Replace(path, "tile/data/", "tile/entries/", 1)
}
