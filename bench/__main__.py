"""Runs the benchmarks and prints one JSON object a line, each as soon as it is known."""

import argparse
import importlib
import json
import pkgutil
from types import ModuleType

import bench


def offered() -> dict[str, ModuleType]:
    """Find the benchmarks: the modules here that offer `figures()`, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(bench.__path__) if module.name != "__main__")
    modules = {name: importlib.import_module(f"bench.{name}") for name in names}
    return {name: module for name, module in modules.items() if hasattr(module, "figures")}


def main() -> None:
    """Run the benchmarks named on the command line, or all of them."""
    found = offered()
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description=__doc__,
        epilog="ARYZ_BENCH_SCALE below 1 makes a quick trial, whose figures say little. ARYZ_BENCH_KEEP names a folder "
        "where the largest databases, which take minutes to fill, are kept for the next run.",
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which to run: {', '.join(found)} (all when none)")
    names = parser.parse_args().names
    unknown = [name for name in names if name not in found]
    if unknown:
        parser.error(f"no benchmark is called {', '.join(unknown)}; there are {', '.join(found)}")
    for name in names or found:
        for figure in found[name].figures():
            print(json.dumps(figure), flush=True)


if __name__ == "__main__":
    main()
