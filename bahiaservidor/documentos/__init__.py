"""The papers: PDFs drawn from plain values.

`modelos` has what each paper is made of; `termo_posse`, `termo_exercicio` and `relatorio_trimestral` have `gerar`.
Importing any of these does not import reportlab: only drawing does.
"""
