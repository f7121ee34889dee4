"""The whole registry written as an open archive: files that anybody reads without this program, and it restores."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from .. import __version__
from ..arquivos import conferir_novo, provisorio
from ..estatuto.erros import ErroDominio
from ..estatuto.motor import MOTOR
from ..intercambio import acervo_celulas as celulas
from ..intercambio import acervo_manifesto as formas
from ..intercambio.acervo_saida import Medido, Saida, saida
from ..registro import acervo as guardado
from ..registro import configuracao
from ..registro.banco import ESQUEMA
from ..registro.conexao import Conexao
from ..registro.consultas import guardados
from . import acessos
from .acervo_textos import ato_em_palavras, leia_me, linhas_do_dicionario
from .contexto import Contexto
from .papeis_andamento import Cancelado, Progresso
from .permissoes import Permissao, exige

_A_CADA: Final = 500
_EXTENSOES: Final = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "application/json": "json",
    "text/csv": "csv",
    "text/calendar": "ics",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
}


_PALAVRAS: Final = {
    "documento_emitido": "papel emitido", "anexo": "arquivo recebido", "relatorio_saldo": "saldo de relatório",
}  # fmt: skip
_SHA: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class AcervoExportado:
    """What was exported; ``manifesto`` is the SHA-256 of the manifest, which the others' hashes are in."""

    caminho: Path
    manifesto: str
    tabelas: int
    linhas: int
    atos: int
    documentos: int
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exportacao:
    """An archive exported before, as the trail remembers it."""

    instante: datetime
    usuario: str
    manifesto: str


@exige(Permissao.EXPORTAR_ACERVO)
def exportar(
    ctx: Contexto, *, destino: Path, progresso: Progresso | None = None, cancelado: Cancelado | None = None
) -> AcervoExportado:
    """Write the whole registry, as it is at one moment, to a new folder, or to a ZIP when the name ends in .zip.

    Nothing is there until all is.  ErroDominio, with nothing left behind: a destination that is there already, a disk
    that takes no more, ``cancelado`` answering yes.
    """
    conferir_novo(destino)
    em_zip = destino.suffix.lower() == ".zip"
    with (
        acessos.tentativa(ctx, "acervo", None, "acervo aberto"),
        ctx.banco.leitura() as conexao,
        provisorio(destino) as parte,
        saida(parte, em_zip=em_zip) as para,
    ):
        exportado = _Exportacao(ctx, conexao, para, progresso, cancelado).fazer(destino)
    acessos.saiu(ctx, "acervo", None, exportado.manifesto, acao="exporta")
    return exportado


def extensao(midia: str) -> str:
    """Return what the names of files of a kind end in."""
    return _EXTENSOES.get(midia, "bin")


def exportacoes(ctx: Contexto) -> tuple[Exportacao, ...]:
    """Return the archives exported before, the latest first."""
    with ctx.banco.leitura() as conexao:
        return tuple(
            Exportacao(instante=linha.instante, usuario=linha.usuario, manifesto=linha.detalhe)
            for linha in guardado.trilha_do_acervo(conexao)
        )


class _Exportacao:
    """One export under way."""

    def __init__(
        self,
        ctx: Contexto,
        conexao: Conexao,
        para: Saida,
        progresso: Progresso | None,
        cancelado: Cancelado | None,
    ) -> None:
        self._ctx, self._conexao, self._para = ctx, conexao, para
        self._progresso, self._cancelado = progresso, cancelado
        self._arquivos: list[formas.ArquivoDoAcervo] = []
        self._feitos = self._total = 0
        self._documentos = self._bytes_dos_documentos = 0

    def fazer(self, destino: Path) -> AcervoExportado:
        conexao = self._conexao
        tabelas = guardado.tabelas(conexao)
        contagens = {tabela.nome: guardado.contar(conexao, tabela) for tabela in tabelas}
        self._total = sum(contagens.values()) + contagens["ato"] + guardado.quantos_arquivos(conexao)
        cabecas = guardado.cabecas(conexao)
        orgao = configuracao.nome_do_orgao(conexao)
        instante = self._ctx.relogio.agora()
        with self._novo(formas.LEIAME) as arquivo:
            texto = leia_me(orgao=orgao, instante=instante, programa=__version__, tabelas=tabelas, contagens=contagens)
            arquivo.write(texto.encode())
        with self._novo(formas.DICIONARIO) as arquivo:
            self._tabela(arquivo, ("tabela", "coluna", "significado", "unidade"), linhas_do_dicionario(tabelas))
        feitas = []
        for tabela in tabelas:
            feitas.append(
                formas.TabelaDoManifesto(nome=tabela.nome, colunas=tabela.colunas, linhas=contagens[tabela.nome])
            )
            with self._novo(feitas[-1].arquivo) as arquivo:
                linhas = guardado.linhas(conexao, tabela)
                for quantas in celulas.escrever_csv(arquivo, tabela.colunas, tabela.especies, linhas):
                    self._avancar(quantas)
        self._atos()
        self._documentos_guardados()
        manifesto = formas.Manifesto(
            programa=__version__,
            esquema=ESQUEMA,
            motor=str(MOTOR),
            gerado_em=instante.isoformat(timespec="microseconds"),
            orgao=orgao,
            livro=formas.Livro(**cabecas._asdict()),
            tabelas=tuple(feitas),
            arquivos=tuple(self._arquivos),
            documentos=self._documentos,
            bytes_dos_documentos=self._bytes_dos_documentos,
        )
        with self._para.novo(formas.MANIFESTO) as arquivo:
            arquivo.write(formas.escrever_manifesto(manifesto))
        self._avancar(0)
        return AcervoExportado(
            caminho=destino,
            manifesto=arquivo.sha256,
            tabelas=len(feitas),
            linhas=sum(contagens.values()),
            atos=contagens["ato"],
            documentos=self._documentos,
            bytes=manifesto.bytes + arquivo.bytes,
        )

    @contextmanager
    def _novo(self, nome: str) -> Iterator[Medido]:
        """Give a new file, which the manifest will list."""
        with self._para.novo(nome) as arquivo:
            yield arquivo
        self._arquivos.append(arquivo.medida(nome))

    def _avancar(self, quantas: int) -> None:
        if self._cancelado is not None and self._cancelado():
            raise ErroDominio("Exportação interrompida. Nada foi gravado.")
        self._feitos += quantas
        if self._progresso is not None:
            self._progresso(self._feitos, self._total)

    def _tabela(self, arquivo: Medido, colunas: tuple[str, ...], linhas: Iterator[tuple[Any, ...]]) -> None:
        for _ in celulas.escrever_csv(arquivo, colunas, [celulas.TEXTO] * len(colunas), linhas):
            self._avancar(0)

    def _atos(self) -> None:
        """Write the book for people: one act a line."""
        nomes = guardado.nomes_dos_cadastros(self._conexao)
        with self._novo(formas.ATOS) as arquivo:
            lote: list[str] = []
            for linha in guardado.livro_com_papeis(self._conexao):
                lote.append(json.dumps(ato_em_palavras(linha, nomes), ensure_ascii=False) + "\n")
                if len(lote) == _A_CADA:
                    arquivo.write("".join(lote).encode())
                    self._avancar(len(lote))
                    lote = []
            arquivo.write("".join(lote).encode())
            self._avancar(len(lote))

    def _documentos_guardados(self) -> None:
        """Write each kept file under its hash, then the index that says what it is."""
        outros: dict[str, str] = {}
        anterior = ""
        for item in guardado.referencias(self._conexao):
            if item.hash == anterior:
                continue
            anterior = item.hash
            dados = guardados.ler(self._conexao, item.hash)
            sha = hashlib.sha256(dados).hexdigest()
            if sha != item.hash:
                outros[item.hash] = sha  # what was damaged is kept as it is: checking the registry says so
            with self._para.novo(_nome_do_arquivo(item, sha)) as arquivo:
                arquivo.write(dados)
            self._documentos += 1
            self._bytes_dos_documentos += len(dados)
            self._avancar(1)
        with self._novo(formas.INDICE) as arquivo:
            self._tabela(arquivo, formas.COLUNAS_DO_INDICE, self._linhas_do_indice(outros))

    def _linhas_do_indice(self, outros: Mapping[str, str]) -> Iterator[tuple[Any, ...]]:
        anterior = nome = ""
        for item in guardado.referencias(self._conexao):
            sha = outros.get(item.hash, item.hash)
            if item.hash != anterior:
                anterior, nome = item.hash, _nome_do_arquivo(item, sha)
            quem = "" if item.servidor_id is None else str(item.servidor_id)
            yield (
                nome, str(item.bytes), sha, item.hash, item.nome, _PALAVRAS.get(item.tabela, ""), item.tabela,
                "" if item.id is None else str(item.id), item.midia, item.quando, quem, item.pessoa,
            )  # fmt: skip


def _nome_do_arquivo(item: guardado.Referencia, sha: str) -> str:
    nome = item.hash if _SHA.fullmatch(item.hash) else sha
    return f"documentos/{nome[:2]}/{nome}.{extensao(item.midia)}"
