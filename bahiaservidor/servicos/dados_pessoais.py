"""Everything the registry holds about one person, gathered for that person (LGPD, arts. 18 and 19).

Health data of the person is handed over; what is of others is left out or masked (`dados_pessoais_tabelas`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from typing import Any, Final

from ..estatuto import canonico
from ..estatuto.atos.catalogo import POR_TIPO
from ..estatuto.emendas import sortes
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos import cpf, matricula
from ..estatuto.tipos import MotivoAfastamento, TipoPrazo
from ..registro.conexao import Conexao
from ..registro.consultas import dados_pessoais as consultas
from ..registro.consultas import ficha as consultas_da_ficha
from ..registro.livro import CADASTRO, AtoLido, historicos
from ..registro.transformados import transformacoes
from ..registro.vidas import montar
from ..relogio import fuso_da_bahia
from . import dicionario as dicionarios
from .contexto import Contexto
from .dados_pessoais_tabelas import ATO, DA_FAMILIA, DE_FAMILIA, OMITIDO, SECOES, TERCEIROS, Secao
from .fichas import ROTULOS_DE_CADASTRO, campos_em_palavras, rotulo_da_entrada
from .fichas_emendas import livro_da_ficha, referencias
from .permissoes import Permissao, exige

_DO_ATO: Final = ("especie", "situacao", "diz", "papel")
_ROTULOS_DO_ATO: Final = {
    "especie": "Ato", "situacao": "Situação", "diz": "O que diz", "papel": "Papel e publicação",
    "conteudo": "Conteúdo do ato, campo a campo", "ressalva": "Ressalva",
}  # fmt: skip
_ROTULOS_DE_TERCEIROS: Final = frozenset(
    str(campo.metadata["rotulo"])
    for definicao in POR_TIPO.values()
    for campo in definicao.conteudo.__dataclass_fields__.values()
    if campo.name in TERCEIROS and "rotulo" in campo.metadata
)
_FORMATOS: Final[Mapping[str, Any]] = {"cpf": cpf, "matricula": matricula}
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DE_OUTRA: Final = "Ato de outra pessoa, registrado nesta ficha por engano e já passado à dela: nada dele é mostrado."


@dataclass(frozen=True, slots=True, kw_only=True)
class ColunaDosDados:
    """A column of what is handed over: its name in the registry, its label, and what it means."""

    nome: str
    rotulo: str
    significado: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SecaoDosDados:
    """A table of what is handed over: ``linhas`` as registered; ``em_palavras``, the same cells to be read."""

    secao: Secao
    colunas: tuple[ColunaDosDados, ...]
    linhas: tuple[dict[str, Any], ...]
    em_palavras: tuple[dict[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArquivoDaPessoa:
    """A paper issued to the person or a file received: its name in the package, and the hash it is kept under."""

    nome: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DadosDaPessoa:
    """Everything about a person."""

    servidor_id: int
    nome: str
    cpf: str
    orgao: str
    secoes: tuple[SecaoDosDados, ...]
    arquivos: tuple[ArquivoDaPessoa, ...]


@exige(Permissao.ENTREGAR_DADOS)
def reunir(ctx: Contexto, *, servidor_id: int) -> DadosDaPessoa:
    """Return everything the registry holds about a person, read at one moment.

    ErroDominio for who is not registered, or was merged into another record: the data are asked for there.
    """
    from ..registro import configuracao

    with ctx.banco.leitura() as conexao:
        pessoa = consultas_da_ficha.servidor(conexao, servidor_id)
        if pessoa is None:
            raise ErroDominio("A pessoa não está registrada. Nada foi gravado; atualize a lista de servidores.")
        if pessoa.unificado_em is not None:
            nomes = consultas_da_ficha.nomes(conexao, "servidor", {pessoa.unificado_em})
            raise ErroDominio(
                f"Este cadastro foi unificado ao de {nomes.get(pessoa.unificado_em, 'outra ficha')}: peça os dados por "
                "lá, que trazem os deste também. Nada foi gravado."
            )
        reunidos = _Reunidos(conexao, consultas.registros_da_pessoa(conexao, servidor_id))
        secoes = tuple(reunidos.secao(secao) for secao in SECOES)
        return DadosDaPessoa(
            servidor_id=servidor_id, nome=pessoa.nome_social or pessoa.nome, cpf=pessoa.cpf or "",
            orgao=configuracao.nome_do_orgao(conexao), secoes=secoes, arquivos=tuple(_arquivos(secoes)),
        )  # fmt: skip


class _Reunidos:
    """What was found so far: each section looks for what those before it found."""

    def __init__(self, conexao: Conexao, pessoas: Sequence[int]) -> None:
        self._conexao = conexao
        self._achados: dict[str, set[Any]] = {"pessoa.id": set(pessoas), "servidor.id": set(pessoas)}

    def secao(self, secao: Secao) -> SecaoDosDados:
        if secao.tabela == ATO:
            linhas = _atos(self._conexao, sorted(self._achados["pessoa.id"]))
        elif secao.pares is not None:
            linhas = consultas.linhas_por_par(self._conexao, secao.tabela, secao.pares, self._por_tabela())
        else:
            por = {
                coluna: {valor for onde in origem.split() for valor in self._achados.get(onde, ())}
                for coluna, origem in secao.por.items()
            }
            linhas = consultas.linhas(self._conexao, secao.tabela, por)
        for linha in linhas:
            for nome, valor in linha.items():
                if isinstance(valor, int | str) and valor != "":
                    self._achados.setdefault(f"{secao.tabela}.{nome}", set()).add(valor)
        ficam = [nome for nome in self._nomes(secao) if nome not in secao.fora]
        entregues = tuple({nome: sem_terceiros(linha.get(nome)) for nome in ficam} for linha in linhas)
        return SecaoDosDados(
            secao=secao,
            colunas=tuple(_coluna(secao.tabela, nome) for nome in ficam),
            linhas=entregues,
            em_palavras=tuple(self._palavras(secao.tabela, entregues)),
        )

    def _por_tabela(self) -> dict[str, set[int]]:
        """Return the numbers found of each table; the follow-up of a deadline goes by its vínculo."""
        achados = {onde.removesuffix(".id"): ids for onde, ids in self._achados.items() if onde.endswith(".id")}
        achados["instrumento"] = self._achados.get("ato.instrumento_id", set())
        achados["acompanhamento"] = self._achados.get("vinculo.id", set())
        return achados

    @staticmethod
    def _nomes(secao: Secao) -> list[str]:
        nomes = list(dicionarios.dicionario()[secao.tabela].colunas)
        return [*_DO_ATO, *nomes] if secao.tabela == ATO else nomes

    def _palavras(self, tabela: str, linhas: Sequence[Mapping[str, Any]]) -> Iterable[dict[str, str]]:
        nomes: dict[str, dict[int, str]] = {}
        for coluna in linhas[0] if linhas else ():
            ids = {linha[coluna] for linha in linhas if coluna.endswith("_id") and isinstance(linha[coluna], int)}
            nomes[coluna] = consultas.nomes(self._conexao, coluna, ids) if ids else {}
        for linha in linhas:
            yield {
                coluna: nomes[coluna].get(valor, "") if isinstance(valor, int) and valor in nomes[coluna]
                else em_palavras(coluna, valor)
                for coluna, valor in linha.items()
            }  # fmt: skip


def _coluna(tabela: str, nome: str) -> ColunaDosDados:
    if tabela == ATO and nome in _ROTULOS_DO_ATO:
        return ColunaDosDados(nome=nome, rotulo=_ROTULOS_DO_ATO[nome], significado=_ROTULOS_DO_ATO[nome])
    verbete = dicionarios.dicionario()[tabela].colunas[nome]
    # What the registry keeps as JSON is handed over read.
    rotulo = verbete.rotulo.replace(", em JSON", "")
    return ColunaDosDados(nome=nome, rotulo=rotulo, significado=verbete.significado.replace(", em JSON", ""))


def em_palavras(coluna: str, valor: Any) -> str:
    """Return a value as it is read: dates of Brazil, yes and no, kinds by their names."""
    if valor is None or valor == "":
        return ""
    if isinstance(valor, bool):
        return "Sim" if valor else "Não"
    if isinstance(valor, datetime):
        return f"{valor.astimezone(fuso_da_bahia()):%d/%m/%Y %H:%M}"
    if isinstance(valor, date):
        return f"{valor:%d/%m/%Y}"
    if isinstance(valor, dict):
        return "; ".join(f"{nome}: {em_palavras('', item)}" for nome, item in valor.items() if item not in (None, ""))
    if isinstance(valor, list):
        return "; ".join(em_palavras("", item) for item in valor)
    if coluna in _FORMATOS:
        formato = _FORMATOS[coluna]
        return formato.formatar(valor) if formato.valido(valor) else str(valor)
    if isinstance(valor, str) and _ISO.fullmatch(valor):
        try:
            return f"{date.fromisoformat(valor):%d/%m/%Y}"
        except ValueError:
            return valor
    classe: type[Enum] | None = {"motivo": MotivoAfastamento, "tipo": TipoPrazo}.get(coluna)
    if classe is not None and any(valor == item.value for item in classe):
        return str(getattr(classe(valor), "rotulo", valor))
    if coluna == "tipo" and valor in POR_TIPO:
        return POR_TIPO[valor].rotulo
    return str(valor)


def sem_terceiros(valor: Any) -> Any:
    """Return a value with what is of other people masked, JSON inside texts read; empty fields say nothing and stay."""
    if isinstance(valor, str) and valor[:1] in ("{", "["):
        try:
            return sem_terceiros(json.loads(valor))
        except ValueError:
            return valor
    if isinstance(valor, list | tuple):
        return [sem_terceiros(item) for item in valor]
    if not isinstance(valor, dict):
        return valor
    fora = TERCEIROS | (DA_FAMILIA if valor.get("motivo") in DE_FAMILIA else frozenset())
    return {
        nome: OMITIDO if nome in fora and item not in (None, "", 0) else sem_terceiros(item)
        for nome, item in valor.items()
    }


# ------------------------------------------------------------------ the book


def _atos(conexao: Conexao, pessoas: Sequence[int]) -> list[dict[str, Any]]:
    """Return the entries about the person, each with what it says in words and the paper that carries it."""
    lidas = historicos(conexao, pessoas)
    linhas: list[dict[str, Any]] = []
    for servidor_id in pessoas:
        entradas = lidas.get(servidor_id, [])
        atos = [entrada for entrada in entradas if entrada.tipo != CADASTRO]
        leitura = montar(servidor_id, None, atos, transformacoes(conexao))
        livro, destinos = livro_da_ficha(leitura.atos, atos), sortes(leitura.atos)
        passados = [entrada for entrada in atos if entrada.conteudo.get("movido_para") not in (None, *pessoas)]
        de_outra = {id_ for passado in passados for id_ in (passado.id, passado.conteudo["ato"])}
        ids = [entrada.instrumento_id for entrada in entradas if entrada.instrumento_id is not None]
        papeis = consultas_da_ficha.instrumentos(conexao, ids)
        nomes = _nomes(conexao, entradas) | {
            (especie, id_): nome
            for especie, quais in referencias(livro).items()
            if especie in ("cargo", "unidade", "autoridade")
            for id_, nome in consultas_da_ficha.nomes(conexao, especie, quais).items()
        }
        for entrada in entradas:
            destino = destinos.get(entrada.id)
            linha = _linha(entrada, papeis)
            linha["situacao"] = destino.situacao.rotulo if destino is not None else ""
            if entrada.id in de_outra:
                linha |= {
                    "especie": "Ato de outra pessoa", "tipo": "", "data_legal": None, "conteudo": {}, "ressalva": None,
                    "papel": "", "diz": {"Omitido": _DE_OUTRA},
                }  # fmt: skip
            else:
                alvo = livro.alvo(entrada)
                emenda = None if alvo is None else livro.campos(entrada, nomes)
                linha["diz"] = _diz(entrada, nomes, emenda, da_familia=_da_familia(alvo))
                linha["conteudo"] = _conteudo(entrada)
            linhas.append(linha)
    return sorted(linhas, key=lambda linha: int(linha["id"]))


def _conteudo(entrada: AtoLido) -> dict[str, Any]:
    conteudo: dict[str, Any] = sem_terceiros(entrada.conteudo)
    if entrada.tipo == "movimento":
        conteudo["motivo"] = OMITIDO  # it says whose file the acts were in
    return conteudo


def _da_familia(alvo: Any) -> bool:
    return alvo is not None and canonico.simples(alvo.conteudo).get("motivo") in DE_FAMILIA


def _diz(
    entrada: AtoLido,
    nomes: dict[tuple[str, int], str],
    emenda: tuple[tuple[str, str], ...] | None,
    *,
    da_familia: bool,
) -> dict[str, str]:
    if entrada.tipo == CADASTRO:
        return {
            rotulo: em_palavras(nome, sem_terceiros(entrada.conteudo[nome]))
            for nome, rotulo in ROTULOS_DE_CADASTRO.items()
            if entrada.conteudo.get(nome) not in (None, "", [])
        }
    if emenda is not None:
        fora = _ROTULOS_DE_TERCEIROS | ({"Fundamento"} if da_familia else set())
        return {rotulo: OMITIDO if rotulo in fora else valor for rotulo, valor in emenda}
    return dict(campos_em_palavras(replace(entrada, conteudo=_conteudo(entrada)), nomes))


def _linha(entrada: AtoLido, papeis: Mapping[int, Any]) -> dict[str, Any]:
    papel = papeis.get(entrada.instrumento_id or 0)
    return {
        "especie": rotulo_da_entrada(entrada),
        "papel": "" if papel is None else _papel(papel),
        **{nome: getattr(entrada, nome) for nome in AtoLido.__slots__ if nome not in ("conteudo", "ressalva")},
        "ressalva": None if entrada.ressalva is None else canonico.simples(entrada.ressalva),
    }


def _papel(papel: Any) -> str:
    partes = [f"{papel.tipo} {papel.numero}".strip(), f"de {papel.data:%d/%m/%Y}" if papel.data is not None else ""]
    if papel.doe_edicao or papel.doe_data is not None:
        quando = f" de {papel.doe_data:%d/%m/%Y}" if papel.doe_data is not None else ""
        partes.append(f"Diário Oficial {papel.doe_edicao}{quando}".rstrip())
    return ", ".join(filter(None, (*partes, papel.autoridade)))


def _nomes(conexao: Conexao, entradas: Iterable[AtoLido]) -> dict[tuple[str, int], str]:
    """Return the names of the cargos, units and authorities that the acts name by number; of other people, none."""
    procurados: dict[str, set[int]] = {"cargo": set(), "unidade": set(), "autoridade": set()}
    for entrada in entradas:
        for campo, valor in entrada.conteudo.items():
            if campo in procurados and isinstance(valor, int):
                procurados[campo].add(valor)
    return {
        (especie, id_): nome
        for especie, ids in procurados.items()
        for id_, nome in consultas_da_ficha.nomes(conexao, especie, ids).items()
    }


# ------------------------------------------------------------------ the files


def _arquivos(secoes: Sequence[SecaoDosDados]) -> Iterable[ArquivoDaPessoa]:
    """Yield the papers and files to hand over; a file taken out may be somebody else's, and only its row goes."""
    por_tabela = {secao.secao.tabela: secao.linhas for secao in secoes}
    ja: set[str] = set()
    for tabela, campo in (("documento_emitido", "titulo"), ("anexo", "nome")):
        for linha in por_tabela[tabela]:
            if linha.get("retirado") or linha["hash"] in ja:
                continue
            ja.add(linha["hash"])
            yield ArquivoDaPessoa(nome=_nome_do_arquivo(tabela, linha, campo), hash=linha["hash"])


def _nome_do_arquivo(tabela: str, linha: Mapping[str, Any], campo: str) -> str:
    from .acervo import extensao
    from .papeis_especies import nome_de_arquivo

    prefixo = "emitido" if tabela == "documento_emitido" else "recebido"
    texto = str(linha[campo])
    if tabela == "anexo":
        texto = texto.rpartition(".")[0] or texto
    nome = nome_de_arquivo(prefixo, linha["id"], texto).removesuffix(".pdf")
    nome = nome.encode("ascii", "ignore").decode()
    return f"documentos/{nome}.{extensao(linha['midia'])}"
