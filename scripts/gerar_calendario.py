"""Generate the reviewed table of holidays, `resources/calendario/feriados.csv` (rule C2, section "Calendar").

    python scripts/gerar_calendario.py             writes the table
    python scripts/gerar_calendario.py --conferir  compares, writes nothing, exits 1 if it differs

The program never calls the `holidays` package: an upgrade of it must not move a date. Here it is called, each holiday
it gives is matched with our own list of laws, and one that is not on that list stops the script until somebody
decides. Pontos facultativos (Carnaval, 28/10, bridge days) are never written: the clerk enters them with fundamento.

Decisions, year by year:

* 20/11 is national from 2024 on (Lei 14.759/2023). The package agrees; an earlier year is dropped whatever it says.
* 02/07 from 1996 on, as the package has it (the first year under Lei 9.093/1995). Earlier years: not confirmed.
* 2020: a state law of 23/05/2020 moved 24/06 to 25/05 and 02/07 to 26/05 in the whole State, and Salvador moved 08/12
  to 27/05. The package still has 02/07/2020. Known from the press of those days, so "a confirmar".
* Finados is named by a federal law only since 2002 (Lei 10.607/2002); until then it rested on local law and custom. It
  stays in the table in every year, as the package has it, "a confirmar" up to 2002.
* 12/10: every year of the table (Lei 6.802/1980).
* Lei 7.320/1985 kept most holidays on the Monday of their week, until Lei 8.087/1990 ended it (29/10/1990). The
  package ignores it. Those days are before the estatuto (26/09/1994), so no deadline of it runs over them: the dates
  stay where they are, and the ones that fell from Tuesday to Friday in that time are "a confirmar".
* Election days: holidays in Lei 1.266/1950 and Lei 4.737/1965, art. 380, where the Constitution fixes the date. Since
  EC 16/1997 they are Sundays. In the table's years only 03/10/1990 (Wednesday), 03/10/1994 (Monday) and 03/10/1996
  (Thursday) fell on a weekday; second rounds and the plebiscite of 1993 were on Sundays or on holidays. The package
  does not have them and no law read here settles each one: not written. Where one matters, the clerk enters it.
* National mourning, world cup games, strikes, the pandemic's decrees of 28 and 29/05/2020: no holiday by law.
* Salvador: Corpus Christi, 24/06 and 08/12 in every year but for 2020 as above. Good Friday is national everywhere.
"""

import argparse
import csv
import io
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import holidays
from dateutil.easter import easter

PRIMEIRO_ANO, ULTIMO_ANO = 1989, 2060
ARQUIVO = Path(__file__).resolve().parent.parent / "resources" / "calendario" / "feriados.csv"
COLUNAS = ("data", "nome", "esfera", "municipio", "fonte", "situacao")
CONFERIDO, A_CONFIRMAR = "conferido", "a confirmar"
SALVADOR = "Salvador"

SEXTA_SANTA = "Sexta-feira Santa"
CONSCIENCIA_NEGRA = "Dia Nacional de Zumbi e da Consciência Negra"
INDEPENDENCIA_DA_BAHIA = "Independência da Bahia"
LEI_662 = "Lei 662/1949, art. 1º"
LEI_10607 = "Lei 662/1949, art. 1º, na redação da Lei 10.607/2002"

# Holidays of Lei 662/1949, as the package names them; Tiradentes and Finados joined it in 2002 (Lei 10.607/2002).
DA_LEI_662 = frozenset(
    {"Confraternização Universal", "Dia do Trabalhador", "Independência do Brasil", "Proclamação da República", "Natal"}
)
# Holidays that Lei 7.320/1985 kept on Mondays.
ANTECIPAVEIS = frozenset({"Tiradentes", "Nossa Senhora Aparecida", "Finados", "Proclamação da República"})
FIM_DAS_ANTECIPACOES = date(1990, 10, 29)


@dataclass(frozen=True, slots=True, order=True)
class Linha:
    """A row of the table, in the order of its columns."""

    data: date
    esfera: str
    nome: str
    municipio: str
    fonte: str
    situacao: str


def gerar() -> list[Linha]:
    """Return the whole table in order of date."""
    linhas: list[Linha] = []
    for ano in range(PRIMEIRO_ANO, ULTIMO_ANO + 1):
        linhas += [linha for d, nome in _do_pacote(ano) if (linha := _julgar(d, nome)) is not None]
        if not any(linha.nome == SEXTA_SANTA and linha.data.year == ano for linha in linhas):
            raise ValueError(f"O pacote não traz a {SEXTA_SANTA} de {ano}.")
        linhas += _salvador(ano)
    linhas += _antecipados_de_2020()
    ordem = {"nacional": 0, "estadual": 1, "municipal": 2}
    return sorted(linhas, key=lambda x: (x.data, ordem[x.esfera], x.nome, x.municipio))


def texto(linhas: Iterable[Linha]) -> str:
    """Return the table as it is written: semicolons, LF."""
    saida = io.StringIO()
    escritor = csv.writer(saida, delimiter=";", lineterminator="\n")
    escritor.writerow(COLUNAS)
    for x in linhas:
        escritor.writerow((x.data.isoformat(), x.nome, x.esfera, x.municipio, x.fonte, x.situacao))
    return saida.getvalue()


def _do_pacote(ano: int) -> Iterable[tuple[date, str]]:
    """Yield each public holiday the package has for Bahia; two on one day are yielded apart."""
    do_ano: Mapping[date, str] = holidays.country_holidays("BR", subdiv="BA", years=ano, language="pt_BR")
    for d, nomes in sorted(do_ano.items()):
        for nome in nomes.split(holidays.constants.HOLIDAY_NAME_DELIMITER):
            yield d, nome


def _julgar(d: date, nome: str) -> Linha | None:
    """Return the row of a holiday of the package, or None where it was no holiday on that day."""
    if nome == INDEPENDENCIA_DA_BAHIA:
        if d.year < 1996 or d.year == 2020:
            return None
        return Linha(d, "estadual", nome, "", "Lei 9.093/1995, art. 1º, inciso II (data magna do Estado)", CONFERIDO)
    if nome == CONSCIENCIA_NEGRA:
        return None if d.year < 2024 else _nacional(d, nome, "Lei 14.759/2023")
    if nome == SEXTA_SANTA:
        return _nacional(d, nome, "Lei 9.093/1995, art. 2º" if d.year >= 1996 else "Lei 605/1949, art. 11")
    if nome == "Nossa Senhora Aparecida":
        return _nacional(d, nome, "Lei 6.802/1980")
    if nome == "Tiradentes":
        return _nacional(d, nome, "Lei 1.266/1950" if d.year <= 2002 else LEI_10607)
    if nome == "Finados":
        if d.year <= 2002:
            return _nacional(d, nome, "lei local e costume, antes da Lei 10.607/2002", A_CONFIRMAR)
        return _nacional(d, nome, LEI_10607)
    if nome in DA_LEI_662:
        return _nacional(d, nome, LEI_662 if d.year <= 2002 else LEI_10607)
    raise ValueError(f"O pacote traz um feriado sem decisão nossa: {d:%d/%m/%Y}, {nome}.")


def _nacional(d: date, nome: str, fonte: str, situacao: str = CONFERIDO) -> Linha:
    entre_terca_e_sexta = 1 <= d.weekday() <= 4
    if nome in ANTECIPAVEIS and d < FIM_DAS_ANTECIPACOES and entre_terca_e_sexta:
        fonte, situacao = f"{fonte} (sem a comemoração às segundas-feiras da Lei 7.320/1985)", A_CONFIRMAR
    return Linha(d, "nacional", nome, "", fonte, situacao)


def _salvador(ano: int) -> list[Linha]:
    """Return the municipal holidays of the year; in 2020 two of them were kept on other days."""
    fonte = "legislação municipal de Salvador" + (" (Lei 9.093/1995, art. 2º)" if ano >= 1996 else "")
    dias = [(easter(ano) + timedelta(days=60), "Corpus Christi")]
    if ano != 2020:
        dias += [(date(ano, 6, 24), "São João"), (date(ano, 12, 8), "Nossa Senhora da Conceição da Praia")]
    return [Linha(d, "municipal", nome, SALVADOR, fonte, CONFERIDO) for d, nome in dias]


def _antecipados_de_2020() -> list[Linha]:
    estadual = "lei estadual de 23/05/2020, que antecipou feriados"
    municipal = "ato municipal de maio de 2020, que antecipou o feriado"
    dois_de_julho = f"{INDEPENDENCIA_DA_BAHIA} (antecipado de 02/07/2020)"
    conceicao = "Nossa Senhora da Conceição da Praia (antecipado de 08/12/2020)"
    return [
        Linha(date(2020, 5, 25), "estadual", "São João (antecipado de 24/06/2020)", "", estadual, A_CONFIRMAR),
        Linha(date(2020, 5, 26), "estadual", dois_de_julho, "", estadual, A_CONFIRMAR),
        Linha(date(2020, 5, 27), "municipal", conceicao, SALVADOR, municipal, A_CONFIRMAR),
    ]


def main() -> int:
    """Write the table, or compare it with what would be written."""
    analisador = argparse.ArgumentParser(description="Gera a tabela revista de feriados.")
    analisador.add_argument("--conferir", action="store_true", help="só compara; sai com 1 se houver diferença")
    argumentos = analisador.parse_args()
    novo = texto(gerar())
    if argumentos.conferir:
        igual = ARQUIVO.exists() and ARQUIVO.read_text(encoding="utf-8") == novo
        print("A tabela confere." if igual else "A tabela difere do que o script gera.")
        return 0 if igual else 1
    ARQUIVO.parent.mkdir(parents=True, exist_ok=True)
    ARQUIVO.write_text(novo, encoding="utf-8", newline="\n")
    print(f"{ARQUIVO.name}: {novo.count(chr(10)) - 1} dias.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
