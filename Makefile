# The work is done by scripts/preparar.py, which also runs on Windows; this file only names its commands.
PYTHON ?= python3
PREPARAR = $(PYTHON) scripts/preparar.py

.DEFAULT_GOAL := run
.PHONY: run test faltas bench bench-escala bench-demo bench-papeis bench-relatorio bench-auditoria redobra travas calendario telas fuzz vulneraveis preparar clean

run:         ## set up what is missing and open the program
	@$(PREPARAR) executar $(ARGS)

test:        ## the same set-up, then every check
	@$(PREPARAR) testar $(ARGS)

faltas:      ## the faults planted by the hundred: deaths, full disks, bytes changed, migrations interrupted
	@$(PREPARAR) faltas $(ARGS)

bench:       ## speed, as JSON
	@$(PREPARAR) bench $(ARGS)

bench-escala: ## how it grows from a thousand people to three hundred thousand; ARGS="--tabela FILE" writes the table
	@$(PREPARAR) bench-escala $(ARGS)

bench-demo:  ## cost of a demonstration against the bare insertion of its rows, as JSON
	@$(PREPARAR) bench-demo $(ARGS)

bench-papeis: ## cost of a termo against a bare reportlab one, as JSON
	@$(PREPARAR) bench-papeis $(ARGS)

bench-relatorio: ## the quarterly report of a large registry, as JSON
	@$(PREPARAR) bench-relatorio $(ARGS)

bench-auditoria: ## records a second of the audit, against a bare reading of the same rows, as JSON
	@$(PREPARAR) bench-auditoria $(ARGS)

redobra:     ## speed of folding every life again, as JSON
	@$(PREPARAR) redobra $(ARGS)

travas:      ## write the locks again; ARGS=--upgrade admits newer versions
	@$(PREPARAR) travas $(ARGS)

calendario:  ## generate the calendar table of resources/
	@$(PREPARAR) calendario $(ARGS)

telas:       ## photograph the windows into docs/telas/
	@$(PREPARAR) telas $(ARGS)

fuzz:        ## files changed at random for every reader, as JSON; ARGS="--segundos 30 --leitor pdf"
	@$(PREPARAR) fuzz $(ARGS)

vulneraveis: ## ask the package index of known vulnerabilities in the locked versions
	@$(PREPARAR) vulneraveis $(ARGS)

preparar:    ## the set-up alone
	@$(PREPARAR) preparar

clean:       ## remove what was generated; the environment and the registry stay
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
