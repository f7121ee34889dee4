"""The process file: the papers of a provimento in one PDF, sheets numbered, in volumes that never cut a paper.

One paper and one volume are in memory at a time; the rest waits in a temporary file without a name.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any, Final

from bahiaservidor.arquivos import em_megas
from bahiaservidor.documentos.base import Cancelado, Cancelamento, Progresso
from bahiaservidor.documentos.processo_capa import (
    DadosProcesso,
    ItemIndice,
    desenhar_capa,
    encaminhamento,
    plano,
)
from bahiaservidor.documentos.processo_folhas import Carimbo, ParteProcesso, Pronta, ilegivel, preparar
from bahiaservidor.estatuto.erros import ErroDominio

POR_FOLHA: Final = 420
"""Bytes that numbering a sheet takes, at most."""

_FOLGA: Final = 48 * 1024
"""Letters of the stamp, outline, links: what a volume has besides its papers and its cover."""

_TENTATIVAS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """One of the PDFs: name of the file, first and last sheet, size in bytes."""

    nome: str
    numero: int
    inicio: int
    fim: int
    tamanho: int


@dataclass(frozen=True, slots=True)
class _Guardado:
    posicao: int
    tamanho: int


class _Deposito:
    """Bytes put aside until they are needed again."""

    def __init__(self) -> None:
        self._arquivo = tempfile.TemporaryFile()  # noqa: SIM115  # closed by `fechar`, with what owns it
        self._fim = 0

    def guardar(self, dados: bytes) -> _Guardado:
        self._arquivo.seek(self._fim)
        self._arquivo.write(dados)
        guardado = _Guardado(self._fim, len(dados))
        self._fim += len(dados)
        return guardado

    def ler(self, guardado: _Guardado) -> bytes:
        self._arquivo.seek(guardado.posicao)
        return self._arquivo.read(guardado.tamanho)

    def fechar(self) -> None:
        self._arquivo.close()


@dataclass(frozen=True, slots=True)
class _Peca:
    """A paper made ready and put aside, with its first sheet."""

    titulo: str
    guardado: _Guardado
    caixas: tuple[bool, ...]
    inicio: int

    @property
    def tamanho(self) -> int:
        return self.guardado.tamanho + POR_FOLHA * len(self.caixas)


class Montado:
    """A process put together; its volumes are read one at a time.  `fechar` when done (or use it in a ``with``)."""

    def __init__(self, deposito: _Deposito) -> None:
        self._deposito = deposito
        self._guardados: list[_Guardado] = []
        self.volumes: tuple[Volume, ...] = ()
        self.indice: tuple[ItemIndice, ...] = ()
        self.folhas = 0
        self.avisos: tuple[str, ...] = ()

    def ler(self, numero: int) -> bytes:
        """Return a volume, by its number from 1."""
        return self._deposito.ler(self._guardados[numero - 1])

    def fechar(self) -> None:
        """Forget the bytes."""
        self._deposito.fechar()

    def __enter__(self) -> Montado:
        return self

    def __exit__(self, *_: object) -> None:
        self.fechar()


def montar(
    partes: Sequence[ParteProcesso],
    dados: DadosProcesso,
    *,
    nome: str,
    limite: int,
    progresso: Progresso | None = None,
    cancelado: Cancelado | None = None,
) -> Montado:
    """Return the volumes of a process; equal parts and values give equal bytes.

    ``nome`` begins the name of each file; ``limite`` is the size of a volume in bytes.  ErroDominio, with nothing left
    behind: no part, a part that cannot be read, every page blank; Cancelamento when ``cancelado`` answers yes.
    """
    if not partes:
        raise ErroDominio("O processo não tem nenhum documento. Nada foi montado; anexe ou emita o que entra nele.")
    montado = Montado(_Deposito())
    try:
        _Montagem(montado, dados, nome, limite, progresso, cancelado).fazer(partes)
    except BaseException:
        montado.fechar()
        raise
    return montado


class _Montagem:
    def __init__(
        self,
        montado: Montado,
        dados: DadosProcesso,
        nome: str,
        limite: int,
        progresso: Progresso | None,
        cancelado: Cancelado | None,
    ) -> None:
        self.montado, self.dados, self.nome, self.limite = montado, dados, nome, limite
        self._progresso, self._cancelado = progresso, cancelado
        self._feitos = self._total = 0
        self.pecas: list[_Peca] = []
        self.indice: list[ItemIndice] = []
        self.avisos: list[str] = []

    def fazer(self, partes: Sequence[ParteProcesso]) -> None:
        self._total = 2 * len(partes) + 2
        folha = 1
        for parte in partes:
            folha = self._por(parte.titulo, preparar(parte, self._conferir), folha)
            self._avancar()
        if not self.pecas:
            raise ErroDominio("Todas as páginas do processo estão em branco. Nada foi montado; confira os anexos.")
        self._fechar_com_termo(folha, assinadas=any(parte.assinada for parte in partes))
        self._repartir()

    def _por(self, titulo: str, pronta: Pronta, folha: int) -> int:
        """Take a paper and return the sheet after it."""
        quantas = len(pronta.caixas)
        if not quantas:
            self.avisos.append(f"“{titulo}” ficou fora: todas as suas páginas estão em branco.")
            self.indice.append(ItemIndice(titulo=titulo, inicio=0, fim=0, em_branco=pronta.em_branco))
            return folha
        guardado = self.montado._deposito.guardar(pronta.pdf)
        self.pecas.append(_Peca(titulo, guardado, pronta.caixas, folha))
        self.indice.append(ItemIndice(titulo=titulo, inicio=folha, fim=folha + quantas - 1, em_branco=pronta.em_branco))
        return folha + quantas

    def _fechar_com_termo(self, folha: int, *, assinadas: bool) -> None:
        """Add the closing termo; it counts its own sheets, so it is drawn until the count holds."""
        self._folha_do_termo, self._assinadas = folha, assinadas
        quantas, (pdf, tem) = 1, self._termo(1, 1)
        while tem > quantas:
            quantas = tem
            pdf, tem = self._termo(quantas, 1)
        tem = quantas
        titulo = plano(self.dados.modelo, "encaminhamento")
        self.pecas.append(_Peca(titulo, self.montado._deposito.guardar(pdf), (False,) * tem, folha))
        self.indice.append(ItemIndice(titulo=titulo, inicio=folha, fim=folha + tem - 1))
        self.montado.folhas = folha + tem - 1

    def _termo(self, folhas: int, volumes: int) -> tuple[bytes, int]:
        from pypdf import PdfReader

        from bahiaservidor.documentos import peca_pdf

        itens = [item for item in self.indice if item.inicio and item.inicio < self._folha_do_termo]
        peca = encaminhamento(
            self.dados, itens, folhas=self._folha_do_termo + folhas - 1, volumes=volumes, assinadas=self._assinadas,
            uma_folha=folhas == 1,
        )  # fmt: skip
        pdf = peca_pdf.gerar(peca)
        return pdf, len(PdfReader(BytesIO(pdf)).pages)

    # -------------------------------------------------------------- volumes

    def _repartir(self) -> None:
        """Share the papers among volumes, none above the limit, and write them; a paper alone may be above it."""
        folga = _FOLGA + len(desenhar_capa(self.dados, self.indice, volume=1, volumes=1)[0])
        for _ in range(_TENTATIVAS):
            grupos = _agrupar(self.pecas, self.limite - folga)
            grupos[-1][-1] = self._contar_volumes(len(grupos))
            sobra = self._escrever(grupos)
            if not sobra:
                break
            # What was written is larger than was foreseen: begin again with more room left.
            folga += sobra + 4096
        self.montado.indice = tuple(self.indice)
        self.montado.avisos = tuple(self.avisos)

    def _contar_volumes(self, volumes: int) -> _Peca:
        """Draw the closing termo again, with how many volumes there are, and return it."""
        termo = self.pecas[-1]
        pdf, tem = self._termo(len(termo.caixas), volumes)
        if tem != len(termo.caixas):
            raise ErroDominio("O termo de encaminhamento não coube nas folhas contadas. Nada foi montado.")
        self.pecas[-1] = replace(termo, guardado=self.montado._deposito.guardar(pdf))
        return self.pecas[-1]

    def _escrever(self, grupos: Sequence[Sequence[_Peca]]) -> int:
        """Write the volumes; return by how much one of several papers passes the limit, 0 when none does."""
        de_quem = {peca.inicio: numero for numero, grupo in enumerate(grupos, start=1) for peca in grupo}
        self.indice = [replace(item, volume=de_quem[item.inicio]) if item.inicio else item for item in self.indice]
        volumes: list[Volume] = []
        guardados: list[_Guardado] = []
        grandes: list[str] = []
        self._feitos = len(self.pecas) - 1
        for numero, grupo in enumerate(grupos, start=1):
            pdf = self._volume(grupo, numero, len(grupos))
            if len(pdf) > self.limite:
                if len(grupo) > 1:
                    return len(pdf) - self.limite
                grandes.append(
                    f"“{grupo[0].titulo}” passa sozinho do tamanho de um volume ({em_megas(len(pdf))}): confira se o "
                    "destino aceita, ou digitalize-o com menos pontos."
                )
            ultima = grupo[-1]
            volumes.append(
                Volume(
                    nome=f"{self.nome}-{numero}.pdf", numero=numero, inicio=grupo[0].inicio,
                    fim=ultima.inicio + len(ultima.caixas) - 1, tamanho=len(pdf),
                )
            )  # fmt: skip
            guardados.append(self.montado._deposito.guardar(pdf))
        self.montado.volumes, self.montado._guardados = tuple(volumes), guardados
        self.avisos += grandes
        return 0

    def _volume(self, grupo: Sequence[_Peca], numero: int, total: int) -> bytes:
        from pypdf import PdfReader, PdfWriter
        from pypdf.annotations import Link
        from pypdf.generic import ArrayObject, NameObject, NumberObject, TextStringObject

        capa, ligacoes = desenhar_capa(self.dados, self.indice, volume=numero, volumes=total)
        escritor: Any = PdfWriter()
        for pagina in PdfReader(BytesIO(capa)).pages:
            escritor.add_page(pagina)
        da_capa = len(escritor.pages)
        carimbo = Carimbo(escritor)
        onde: dict[int, int] = {}
        escritor.add_outline_item(title="Capa e índice", page_number=0)
        for peca in grupo:
            onde[peca.inicio] = len(escritor.pages)
            self._juntar(escritor, carimbo, peca)
            escritor.add_outline_item(title=peca.titulo, page_number=onde[peca.inicio])
            self._avancar()
        borda = ArrayObject([NumberObject(0)] * 3)
        for ligacao in ligacoes:
            destino = onde[self.indice[ligacao.item].inicio]
            escritor.add_annotation(
                page_number=ligacao.pagina,
                annotation=Link(rect=ligacao.retangulo, border=borda, target_page_index=destino),
            )
        escritor.set_page_label(0, da_capa - 1, style="/r")
        escritor.set_page_label(da_capa, len(escritor.pages) - 1, style="/D", start=grupo[0].inicio)
        titulo = plano(self.dados.modelo, "titulo", provimento=self.dados.provimento)
        escritor.metadata = {
            "/Title": f"{titulo} – {self.dados.interessado}" + (f" – {numero}/{total}" if total > 1 else ""),
            "/Subject": self.dados.assunto,
            "/Author": self.dados.orgao.nome,
            "/Creator": "bahiaservidor",
        }
        escritor.root_object[NameObject("/Lang")] = TextStringObject("pt-BR")
        saida = BytesIO()
        escritor.write(saida)
        return saida.getvalue()

    def _juntar(self, escritor: Any, carimbo: Carimbo, peca: _Peca) -> None:
        """Add the pages of a paper, each with its number."""
        from pypdf import PdfReader

        leitor = PdfReader(BytesIO(self.montado._deposito.ler(peca.guardado)))
        for posicao, folha in enumerate(leitor.pages):
            self._conferir()
            try:
                carimbo.marcar(escritor.add_page(folha), peca.inicio + posicao, caixa=peca.caixas[posicao])
            except (Exception, RecursionError) as erro:
                raise ilegivel(peca.titulo) from erro

    # -------------------------------------------------------------- progress

    def _avancar(self) -> None:
        self._feitos = min(self._feitos + 1, self._total)
        if self._progresso is not None:
            self._progresso(self._feitos, self._total)

    def _conferir(self) -> None:
        if self._cancelado is not None and self._cancelado():
            raise Cancelamento


def _agrupar(pecas: Sequence[_Peca], cabe: int) -> list[list[_Peca]]:
    """Return the papers in their order, in groups that fit."""
    grupos: list[list[_Peca]] = [[]]
    usado = 0
    for peca in pecas:
        if grupos[-1] and usado + peca.tamanho > cabe:
            grupos.append([])
            usado = 0
        grupos[-1].append(peca)
        usado += peca.tamanho
    return grupos
