"""One person's data in a ZIP to be handed over: a paper to read, tables, JSON, documents, what explains them."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from pathlib import Path
from typing import Any, Final

from ..arquivos import conferir_novo, provisorio
from ..documentos import dados_pessoais as documento
from ..documentos.textos import ModeloTexto
from ..estatuto.erros import ErroDominio
from ..intercambio import tabelas as planilhas_csv
from ..intercambio.acervo_saida import Saida, saida
from ..registro.auditoria import trilhar
from ..registro.consultas import guardados
from . import acessos, dados_pessoais, modelos_documento, papeis_peca
from . import dicionario as dicionarios
from .contexto import Contexto
from .dados_pessoais import DadosDaPessoa, SecaoDosDados
from .dados_pessoais_tabelas import OMITIDO, SECOES, TABELAS_FORA
from .papeis_andamento import Cancelado, Progresso
from .papeis_memoria import dos_valores
from .permissoes import Permissao, exige
from .planilhas import sem_formula

_LARGURA: Final = 80
_MARCAS: Final = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True, kw_only=True)
class DadosExportados:
    """What was handed over."""

    caminho: Path
    nome: str
    linhas: int
    arquivos: int


@exige(Permissao.ENTREGAR_DADOS)
def exportar(
    ctx: Contexto,
    *,
    servidor_id: int,
    destino: Path,
    hoje: date,
    progresso: Progresso | None = None,
    cancelado: Cancelado | None = None,
) -> DadosExportados:
    """Write everything the registry holds about a person to a new ZIP, and that it was done to the trail.

    ErroDominio, with no file and no trail: who is not registered or was merged, a destination that is there already, a
    registry that cannot be written (it could not remember the delivery), ``cancelado`` answering yes.
    """
    conferir_novo(destino)
    with acessos.tentativa(ctx, "servidor", servidor_id, "dados pessoais"):
        return _escrever(ctx, servidor_id, destino, hoje, progresso, cancelado)


def _escrever(
    ctx: Contexto,
    servidor_id: int,
    destino: Path,
    hoje: date,
    progresso: Progresso | None,
    cancelado: Cancelado | None,
) -> DadosExportados:
    dados = dados_pessoais.reunir(ctx, servidor_id=servidor_id)
    with provisorio(destino) as parte:
        with saida(parte, em_zip=True) as para:
            pacote = _Pacote(ctx, dados, hoje, para)
            total = len(dados.arquivos) + 1
            pacote.escrever_textos()
            for feitos, arquivo in enumerate(dados.arquivos, start=1):
                if cancelado is not None and cancelado():
                    raise ErroDominio("Entrega interrompida. Nada foi gravado.")
                if progresso is not None:
                    progresso(feitos, total)
                pacote.escrever_documento(arquivo)
        acessos.gravar(ctx)
        # Before the file is in its place: what leaves the registry leaves a trace, or does not leave.
        with ctx.banco.escrita() as conexao:
            trilhar(
                conexao, instante=ctx.relogio.agora(), usuario=ctx.usuario, acao="exporta", objeto="servidor",
                objeto_id=servidor_id, detalhe="dados pessoais, a pedido da pessoa (LGPD, arts. 18 e 19)",
            )  # fmt: skip
    linhas = sum(len(secao.linhas) for secao in dados.secoes)
    return DadosExportados(caminho=destino, nome=dados.nome, linhas=linhas, arquivos=len(dados.arquivos))


@exige(Permissao.ENTREGAR_DADOS)
def impresso(ctx: Contexto, dados: DadosDaPessoa, hoje: date) -> tuple[documento.DadosEntregues, ModeloTexto]:
    """Return what the paper says and its texts, as the órgão adjusted them."""
    with ctx.banco.leitura() as conexao:
        orgao_id = papeis_peca.orgao_da_instalacao(conexao)
        modelo = modelos_documento.modelo(conexao, documento.CHAVE, orgao_id)
        orgao = papeis_peca.cabecalho(conexao)
    entregues = documento.DadosEntregues(
        nome=dados.nome,
        orgao=orgao,
        nome_do_orgao=dados.orgao or "um órgão ainda não informado",
        em=hoje,
        omitido=OMITIDO,
        tabelas=[_tabela(secao) for secao in dados.secoes if secao.linhas],
        identificacao=dados_da_identificacao(modelo),
    )
    return entregues, modelo


def desenhar(entregues: documento.DadosEntregues, modelo: ModeloTexto) -> tuple[bytes, Any]:
    """Return the paper as PDF, and where each date it prints comes from."""
    from dataclasses import replace

    from ..documentos import peca_pdf

    peca = documento.peca(entregues, modelo)
    memorias = dos_valores((entregues, modelo.textos), "dados registrados da pessoa")
    return peca_pdf.gerar(replace(peca, memorias=memorias)), memorias


def dados_da_identificacao(modelo: ModeloTexto) -> Any:
    """Return what the footer says of the version of the texts."""
    from ..documentos.modelos import IdentificacaoDocumento

    return IdentificacaoDocumento(versao_modelo=modelo.versao)


def _tabela(secao: SecaoDosDados) -> documento.TabelaDosDados:
    rotulos = {coluna.nome: coluna.rotulo for coluna in secao.colunas}
    resumo = secao.secao.resumo
    quais = [nome for nome, _ in resumo] or [c.nome for c in secao.colunas if c.nome not in ("id", "unificado_em")]
    return documento.TabelaDosDados(
        titulo=secao.secao.titulo,
        explicacao=dicionarios.dicionario()[secao.secao.tabela].tabela.significado,
        colunas=[rotulos[nome] for nome in quais],
        pesos=[peso for _, peso in resumo],
        linhas=[[linha[nome] for nome in quais] for linha in secao.em_palavras],
    )


class _Pacote:
    """The files of one delivery."""

    def __init__(self, ctx: Contexto, dados: DadosDaPessoa, hoje: date, para: Saida) -> None:
        self._ctx, self._dados, self._hoje, self._para = ctx, dados, hoje, para

    def escrever_textos(self) -> None:
        entregues, modelo = impresso(self._ctx, self._dados, self._hoje)
        pdf, _ = desenhar(entregues, modelo)
        explicacoes = [_sem_marcas(texto) for texto in documento.explicacoes(entregues, modelo)]
        self._gravar("LEIA-ME.txt", self._leia_me(explicacoes).encode())
        self._gravar("dados-pessoais.pdf", pdf)
        self._gravar("dados.json", self._json(explicacoes))
        self._gravar("dicionario.csv", _csv(["Tabela", "Coluna", "Significado"], self._dicionario()))
        for secao in self._dados.secoes:
            colunas = [coluna.nome for coluna in secao.colunas]
            linhas = [[linha[nome] for nome in colunas] for linha in secao.em_palavras]
            if linhas:
                self._gravar(
                    f"tabelas/{secao.secao.tabela}.csv", _csv([coluna.rotulo for coluna in secao.colunas], linhas)
                )

    def escrever_documento(self, arquivo: dados_pessoais.ArquivoDaPessoa) -> None:
        with self._ctx.banco.leitura() as conexao:
            dados = guardados.ler(conexao, arquivo.hash)
        self._gravar(arquivo.nome, dados)

    def _gravar(self, nome: str, dados: bytes) -> None:
        with self._para.novo(nome) as arquivo:
            arquivo.write(dados)

    def _dicionario(self) -> Iterator[list[str]]:
        for secao in self._dados.secoes:
            for coluna in secao.colunas:
                yield [secao.secao.tabela, coluna.nome, coluna.significado]

    def _json(self, explicacoes: Sequence[str]) -> bytes:
        dados = {
            "pessoa": self._dados.nome,
            "orgao": self._dados.orgao,
            "em": self._hoje.isoformat(),
            "explicacoes": list(explicacoes),
            "tabelas": {
                secao.secao.tabela: {
                    "titulo": secao.secao.titulo,
                    "colunas": {coluna.nome: coluna.significado for coluna in secao.colunas},
                    "linhas": list(secao.linhas),
                }
                for secao in self._dados.secoes
            },
            "documentos": [arquivo.nome for arquivo in self._dados.arquivos],
        }
        return json.dumps(dados, ensure_ascii=False, indent=1, default=_texto).encode() + b"\n"

    def _leia_me(self, explicacoes: Sequence[str]) -> str:
        nome = self._dados.nome
        partes = [
            f"DADOS PESSOAIS DE {nome.upper()}",
            "=" * min(_LARGURA, len(nome) + 18),
            "",
            *(linha for texto in explicacoes for linha in (texto, "")),
            "Os arquivos",
            "-----------",
            "dados-pessoais.pdf  o resumo, para ler e imprimir.",
            "dados.json          tudo, na forma que outro programa lê; datas em AAAA-MM-DD.",
            "tabelas/*.csv       tudo, uma tabela por arquivo, que uma planilha abre.",
            "dicionario.csv      o que quer dizer cada coluna.",
            "documentos/         os documentos emitidos e os recebidos.",
            "",
            "O que foi entregue",
            "------------------",
            *(f"{s.secao.titulo} ({s.secao.tabela}): {len(s.linhas)}." for s in self._dados.secoes if s.linhas),
            "",
            "Colunas que não foram entregues, e por quê",
            "------------------------------------------",
            *(f"{s.tabela}, {coluna}: {razao}." for s in SECOES for coluna, razao in s.fora.items()),
            "anexo: do arquivo que foi retirado só vai a linha, porque pode ser de outra pessoa.",
            "",
            "Tabelas que não foram entregues, e por quê",
            "------------------------------------------",
            *(f"{tabela}: {razao}." for tabela, razao in TABELAS_FORA.items()),
            "",
        ]
        return "\r\n".join(linha for parte in partes for linha in textwrap.wrap(parte, _LARGURA) or [""]) + "\r\n"


def _sem_marcas(texto: str) -> str:
    """Return a paragraph of the paper as plain text."""
    return unescape(_MARCAS.sub("", texto)).replace("\u00a0", " ")


def _csv(titulos: Sequence[str], linhas: Any) -> bytes:
    """Return a table for a spreadsheet: whoever opens this one is no archivist, so nothing in it may run."""
    seguras = [[sem_formula(celula) for celula in linha] for linha in linhas]
    feito = planilhas_csv.em_csv(titulos=titulos, linhas=seguras, total=len(seguras))
    assert feito is not None
    return feito


def _texto(valor: Any) -> str:
    if isinstance(valor, datetime | date):
        return valor.isoformat()
    raise TypeError(type(valor).__name__)
