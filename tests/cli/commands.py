"""Every command: its help, its manual page, unknown options and commands."""
from isnad import BUILD, EX_OK, EX_USAGE, expect, finish, run

program = run("--help")
expect("--help succeeds", program.code == EX_OK and not program.err, program)
commands = [line.split()[0] for line in program.out.splitlines() if line.startswith("  ") and line.strip()]
expect("there are commands", "read" in commands and "man" in commands, program)

for name in commands:
    told = run(name, "--help")
    expect(f"{name} --help succeeds", told.code == EX_OK and not told.err and told.out.startswith(f"Usage: isnad {name} "), told)
    expect(f"{name} --help fits 80 columns", all(len(line) <= 80 for line in told.out.split("Examples:")[0].splitlines()), told)
    expect(f"help {name} is the same", run("help", name).out == told.out)
    expect(f"{name} -h is the same", run(name, "-h").out == told.out)
    wrong = run(name, "--no-such-option")
    expect(f"{name} refuses an unknown option in one line",
           wrong.code == EX_USAGE and not wrong.out and wrong.err.count("\n") == 1 and "--no-such-option" in wrong.err and f"isnad {name} --help" in wrong.err, wrong)
    page = run("man", name)
    expect(f"man {name} prints a page", page.code == EX_OK and page.out.startswith(f".TH ISNAD-{name.upper()} 1 "), page)
    for heading in ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "SEE ALSO"):
        expect(f"man {name} has {heading}", f"\n.SH {heading}\n" in page.out, page)
    built = BUILD / f"isnad-{name}.1"
    expect(f"the page of {name} was built and is fresh", built.is_file() and built.read_text(encoding="utf-8") == page.out)
    for line in told.out.split("Options:")[1].split("Examples:")[0].splitlines():
        if line.lstrip().startswith("-"):
            option = line.split("--")[1].split("=")[0].split()[0]
            expect(f"man {name} describes --{option}", "\\-\\-" + option.replace("-", "\\-") in page.out, page)

expect("isnad.1 was built and is fresh", (BUILD / "isnad.1").read_text(encoding="utf-8") == run("man").out)

version = run("--version")
expect("--version prints name and number", version.code == EX_OK and version.out.startswith("isnad ") and version.out.strip() != "isnad 0", version)
nothing = run()
expect("without a command help is printed and the use is wrong", nothing.code == EX_USAGE and "Usage:" in nothing.out, nothing)
unknown = run("no-such-command")
expect("an unknown command is refused in one line", unknown.code == EX_USAGE and unknown.err.count("\n") == 1 and "no-such-command" in unknown.err, unknown)
expect("man of an unknown command is refused", run("man", "no-such-command").code == EX_USAGE)
finish()
