// Command decode only reads the YAML files of a folder, and of all folders
// below it, into yaml.Node, one after another, and exits: what make bench
// measures patci validate against.
package main

import (
	"io/fs"
	"log"
	"os"
	"path/filepath"

	"gopkg.in/yaml.v3"
)

func main() {
	err := filepath.WalkDir(os.Args[1], func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(name) != ".yaml" {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		var n yaml.Node
		return yaml.Unmarshal(data, &n)
	})
	if err != nil {
		log.Fatal(err)
	}
}
