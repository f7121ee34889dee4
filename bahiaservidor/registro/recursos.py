"""Readers of the data shipped with the program: holidays, dated parameters, seed of cargos.

`estatuto` opens no file, so its tables are read here and handed to it as values. A file that is missing or was
damaged gives ErroRecurso, which names the file, the line and what was expected.
"""

import csv
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from bahiaservidor.estatuto.calendario import Esfera, Feriado, TabelaFeriados
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.parametros import Janela, Parametro, Parametros, ValorDatado, ValorParametro

ARQUIVO_FERIADOS = Path("calendario", "feriados.csv")
ARQUIVO_PARAMETROS = Path("parametros", "estatuto.toml")
ARQUIVO_CARGOS = Path("cargos", "grupos_ocupacionais.csv")
"""Where each file lies, from the folder `resources/`."""

COLUNAS_FERIADOS = ("data", "nome", "esfera", "municipio", "fonte", "situacao")
COLUNAS_CARGOS = (
    "grupo_ocupacional", "cargo", "escolaridade", "niveis", "jornada_semanal_h", "orgao_tipico", "lei", "a_confirmar",
)  # fmt: skip
CONFERIDO = "conferido"
A_CONFIRMAR = "a confirmar"

_FORMATO_PARAMETROS = 1
_REMEDIO = "O registro não foi alterado; reinstale o programa para restaurar o arquivo."


class ErroRecurso(ErroDominio):
    """A file shipped with the program is missing or is not what it should be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CargoSemente:
    """A cargo of the seed. `a_confirmar` names the columns whose content nobody has checked."""

    grupo_ocupacional: str
    cargo: str
    escolaridade: str
    niveis: str
    jornada_semanal_h: str
    orgao_tipico: str
    lei: str
    a_confirmar: frozenset[str]

    def duvidoso(self, coluna: str) -> bool:
        """Return whether the content of the column still has to be confirmed."""
        return coluna in self.a_confirmar


def ler_feriados(caminho: Path) -> TabelaFeriados:
    """Return the reviewed table of holidays (C2). Raises ErroRecurso."""
    feriados = tuple(_feriado(caminho, linha, campos) for linha, campos in _ler_csv(caminho, COLUNAS_FERIADOS))
    return TabelaFeriados(feriados=feriados)


def ler_cargos_semente(caminho: Path) -> tuple[CargoSemente, ...]:
    """Return the cargos of the seed, in the order of the file. Raises ErroRecurso."""
    return tuple(_cargo(caminho, linha, campos) for linha, campos in _ler_csv(caminho, COLUNAS_CARGOS))


def ler_parametros(caminho: Path) -> Parametros:
    """Return the dated parameters (C12). Raises ErroRecurso."""
    try:
        dados = tomllib.loads(_ler_texto(caminho), parse_float=Decimal)
    except tomllib.TOMLDecodeError as erro:
        raise ErroRecurso(f"O arquivo {caminho} não pôde ser lido: {erro}. {_REMEDIO}") from erro
    formato = dados.get("formato")
    if formato != _FORMATO_PARAMETROS:
        raise ErroRecurso(
            f"O arquivo {caminho} está no formato “{formato}”; esta versão lê o {_FORMATO_PARAMETROS}. {_REMEDIO}"
        )
    _so_chaves(caminho, "início do arquivo", dados, {"formato", "parametros", "janelas"})
    tabelas = dados.get("parametros")
    if not isinstance(tabelas, dict) or not tabelas:
        raise ErroRecurso(f"O arquivo {caminho} não tem nenhum parâmetro. {_REMEDIO}")
    itens = {chave: _parametro(caminho, chave, tabela) for chave, tabela in tabelas.items()}
    brutas = dados.get("janelas", [])
    if not isinstance(brutas, list):
        raise _erro_campo(caminho, "janelas", "deveria ser uma lista")
    janelas = tuple(_janela(caminho, n, tabela) for n, tabela in enumerate(brutas, start=1))
    return Parametros(itens=itens, janelas=janelas)


def _ler_texto(caminho: Path) -> str:
    try:
        # A BOM appears when somebody opens and saves the file in a spreadsheet program.
        return caminho.read_text(encoding="utf-8-sig")
    except FileNotFoundError as erro:
        raise ErroRecurso(f"O arquivo {caminho}, que acompanha o programa, não foi encontrado. {_REMEDIO}") from erro
    except (OSError, UnicodeDecodeError) as erro:
        raise ErroRecurso(f"O arquivo {caminho}, que acompanha o programa, não pôde ser lido. {_REMEDIO}") from erro


def _ler_csv(caminho: Path, colunas: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    leitor = csv.reader(_ler_texto(caminho).splitlines(), delimiter=";", strict=True)
    try:
        if tuple(next(leitor, ())) != tuple(colunas):
            raise ErroRecurso(f"O arquivo {caminho} deveria começar com as colunas {';'.join(colunas)}. {_REMEDIO}")
        linhas = 0
        for celulas in leitor:
            if len(celulas) != len(colunas):
                raise _erro_linha(caminho, leitor.line_num, f"tem {len(celulas)} colunas, e não {len(colunas)}")
            linhas += 1
            yield leitor.line_num, {nome: celula.strip() for nome, celula in zip(colunas, celulas, strict=True)}
    except csv.Error as erro:
        raise _erro_linha(caminho, leitor.line_num, "não pôde ser separada em colunas") from erro
    if not linhas:
        raise ErroRecurso(f"O arquivo {caminho} está vazio. {_REMEDIO}")


def _feriado(caminho: Path, linha: int, campos: Mapping[str, str]) -> Feriado:
    try:
        dia = date.fromisoformat(campos["data"])
    except ValueError as erro:
        raise _erro_linha(caminho, linha, f"tem a data “{campos['data']}”, que não é aaaa-mm-dd") from erro
    if campos["esfera"] not in {e.value for e in Esfera}:
        raise _erro_linha(caminho, linha, f"tem a esfera “{campos['esfera']}”, e não nacional, estadual ou municipal")
    esfera = Esfera(campos["esfera"])
    if (esfera is Esfera.MUNICIPAL) != bool(campos["municipio"]):
        raise _erro_linha(caminho, linha, "deve ter município se, e somente se, a esfera for municipal")
    if not campos["nome"]:
        raise _erro_linha(caminho, linha, "está sem nome")
    if campos["situacao"] not in (CONFERIDO, A_CONFIRMAR):
        raise _erro_linha(caminho, linha, f"tem a situação “{campos['situacao']}”, e não conferido ou a confirmar")
    return Feriado(
        data=dia,
        nome=campos["nome"],
        esfera=esfera,
        municipio=campos["municipio"],
        fonte=campos["fonte"],
        conferido=campos["situacao"] == CONFERIDO,
    )


def _cargo(caminho: Path, linha: int, campos: Mapping[str, str]) -> CargoSemente:
    if not campos["grupo_ocupacional"] or not campos["cargo"]:
        raise _erro_linha(caminho, linha, "está sem grupo ocupacional ou sem cargo")
    duvidosas = frozenset(c.strip() for c in campos["a_confirmar"].split("|") if c.strip())
    if estranhas := duvidosas - set(COLUNAS_CARGOS[:-1]):
        raise _erro_linha(caminho, linha, f"manda confirmar uma coluna que não existe: {', '.join(sorted(estranhas))}")
    return CargoSemente(
        grupo_ocupacional=campos["grupo_ocupacional"],
        cargo=campos["cargo"],
        escolaridade=campos["escolaridade"],
        niveis=campos["niveis"],
        jornada_semanal_h=campos["jornada_semanal_h"],
        orgao_tipico=campos["orgao_tipico"],
        lei=campos["lei"],
        a_confirmar=duvidosas,
    )


def _parametro(caminho: Path, chave: str, tabela: object) -> Parametro:
    onde = f"parametros.{chave}"
    campos = _so_chaves(caminho, onde, tabela, {"rotulo", "unidade", "referencia", "valores"})
    valores = campos.get("valores")
    if not isinstance(valores, list) or not valores:
        raise _erro_campo(caminho, f"{onde}.valores", "deveria ter ao menos um valor")
    return Parametro(
        chave=chave,
        rotulo=_texto(caminho, onde, campos, "rotulo"),
        unidade=_texto(caminho, onde, campos, "unidade", ""),
        referencia=_texto(caminho, onde, campos, "referencia", ""),
        valores=tuple(_valor(caminho, f"{onde}.valores[{n}]", tabela) for n, tabela in enumerate(valores, start=1)),
    )


def _valor(caminho: Path, onde: str, tabela: object) -> ValorDatado:
    admitidas = {"desde", "valor", "citacao", "conferido_em", "confirmado", "observacao"}
    campos = _so_chaves(caminho, onde, tabela, admitidas)
    valor: ValorParametro | None = None
    bruto = campos.get("valor")
    if isinstance(bruto, bool | int | str | Decimal):
        valor = bruto
    elif bruto is not None:
        raise _erro_campo(caminho, f"{onde}.valor", "deveria ser número, texto ou verdadeiro/falso")
    return ValorDatado(
        desde=_data(caminho, onde, campos, "desde"),
        valor=valor,
        citacao=_texto(caminho, onde, campos, "citacao"),
        conferido_em=_data(caminho, onde, campos, "conferido_em") if "conferido_em" in campos else None,
        confirmado=_logico(caminho, onde, campos, "confirmado", padrao=True),
        observacao=_texto(caminho, onde, campos, "observacao", ""),
    )


def _janela(caminho: Path, n: int, tabela: object) -> Janela:
    onde = f"janelas[{n}]"
    admitidas = {"chave", "rotulo", "inicio", "fim", "citacao", "conferido_em", "confirmado", "observacao"}
    campos = _so_chaves(caminho, onde, tabela, admitidas)
    inicio, fim = _data(caminho, onde, campos, "inicio"), _data(caminho, onde, campos, "fim")
    if fim < inicio:
        raise _erro_campo(caminho, f"{onde}.fim", "é anterior ao início")
    return Janela(
        chave=_texto(caminho, onde, campos, "chave"),
        rotulo=_texto(caminho, onde, campos, "rotulo"),
        inicio=inicio,
        fim=fim,
        citacao=_texto(caminho, onde, campos, "citacao"),
        conferido_em=_data(caminho, onde, campos, "conferido_em") if "conferido_em" in campos else None,
        confirmado=_logico(caminho, onde, campos, "confirmado", padrao=False),
        observacao=_texto(caminho, onde, campos, "observacao", ""),
    )


def _so_chaves(caminho: Path, onde: str, tabela: object, admitidas: set[str]) -> dict[str, object]:
    """Return the table; a misspelt key would otherwise be ignored in silence, and with it a number of the law."""
    if not isinstance(tabela, dict):
        raise _erro_campo(caminho, onde, "deveria ser uma tabela")
    if estranhas := set(tabela) - admitidas:
        raise _erro_campo(caminho, onde, f"tem chaves desconhecidas: {', '.join(sorted(estranhas))}")
    return tabela


def _texto(caminho: Path, onde: str, campos: Mapping[str, object], chave: str, padrao: str | None = None) -> str:
    valor = campos.get(chave, padrao)
    if not isinstance(valor, str):
        raise _erro_campo(caminho, f"{onde}.{chave}", "deveria ser um texto")
    return valor


def _data(caminho: Path, onde: str, campos: Mapping[str, object], chave: str) -> date:
    valor = campos.get(chave)
    if not isinstance(valor, date) or isinstance(valor, datetime):
        raise _erro_campo(caminho, f"{onde}.{chave}", "deveria ser uma data aaaa-mm-dd")
    return valor


def _logico(caminho: Path, onde: str, campos: Mapping[str, object], chave: str, *, padrao: bool) -> bool:
    valor = campos.get(chave, padrao)
    if not isinstance(valor, bool):
        raise _erro_campo(caminho, f"{onde}.{chave}", "deveria ser true ou false")
    return valor


def _erro_linha(caminho: Path, linha: int, problema: str) -> ErroRecurso:
    return ErroRecurso(f"No arquivo {caminho}, a linha {linha} {problema}. {_REMEDIO}")


def _erro_campo(caminho: Path, campo: str, problema: str) -> ErroRecurso:
    return ErroRecurso(f"No arquivo {caminho}, {campo} {problema}. {_REMEDIO}")
