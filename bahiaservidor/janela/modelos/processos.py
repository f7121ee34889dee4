"""Columns of the files received, of what may enter a process, and of the processes put together."""

from __future__ import annotations

from typing import Final

from ...servicos.tipos.anexos import Anexo
from ...servicos.tipos.processos import ParteProposta, ProcessoMontado, SituacaoEntrega
from ..tema import Tom
from .base import Coluna
from .documentos import instante_local

TOM_DA_ENTREGA: Final = {
    SituacaoEntrega.MONTADO: Tom.NEUTRO,
    SituacaoEntrega.ENVIADO: Tom.INFO,
    SituacaoEntrega.ACEITO: Tom.SUCESSO,
    SituacaoEntrega.REJEITADO: Tom.PERIGO,
}


def tamanho(octetos: int) -> str:
    """Return a size in the largest unit that suits it: "740 KB", "1,3 MB"."""
    if octetos < 1024 * 1024:
        return f"{max(1, round(octetos / 1024))} KB"
    return f"{octetos / 1024 / 1024:.1f} MB".replace(".", ",")


COLUNAS_ANEXOS: Final[tuple[Coluna[Anexo], ...]] = (
    Coluna(chave="rotulo", rotulo="Lugar no processo", largura=230, texto=lambda a: a.rotulo, forte=True),
    Coluna(
        chave="nome", rotulo="Arquivo", largura=240, texto=lambda a: a.nome, estica=True,
        dica=lambda a: f"{a.nome}\nSHA-256: {a.hash}",
        desdobra=(
            Coluna(chave="nome", rotulo="Arquivo", largura=240, texto=lambda a: a.nome),
            Coluna(chave="hash", rotulo="SHA-256", largura=240, texto=lambda a: a.hash),
        ),
    ),
    Coluna(chave="descricao", rotulo="Descrição", largura=190, texto=lambda a: a.descricao or "—"),
    Coluna(
        chave="paginas", rotulo="Páginas", largura=84, texto=lambda a: str(a.paginas), direita=True,
        ordem=lambda a: a.paginas,
    ),
    Coluna(
        chave="tamanho", rotulo="Tamanho", largura=92, texto=lambda a: tamanho(a.tamanho), direita=True,
        ordem=lambda a: a.tamanho,
    ),
    Coluna(
        chave="recebido_em", rotulo="Recebido em", largura=150, texto=lambda a: instante_local(a.recebido_em),
        ordem=lambda a: a.recebido_em,
    ),
    Coluna(chave="usuario", rotulo="Por", largura=120, texto=lambda a: a.usuario or "—", oculta=True),
)  # fmt: skip

COLUNAS_PARTES: Final[tuple[Coluna[ParteProposta], ...]] = (
    Coluna(chave="titulo", rotulo="Entra no processo", largura=280, texto=lambda p: p.titulo, estica=True, forte=True),
    Coluna(chave="detalhe", rotulo="De onde vem", largura=200, texto=lambda p: p.detalhe, dica=lambda p: p.detalhe),
    Coluna(chave="onde", rotulo="Lugar", largura=190, texto=lambda p: p.onde, oculta=True),
    Coluna(chave="tamanho", rotulo="Tamanho", largura=92, texto=lambda p: tamanho(p.tamanho), direita=True),
)

COLUNAS_PROCESSOS: Final[tuple[Coluna[ProcessoMontado], ...]] = (
    Coluna(chave="rotulo", rotulo="Provimento", largura=150, texto=lambda p: p.rotulo, forte=True),
    Coluna(
        chave="situacao", rotulo="Situação", largura=110, texto=lambda p: p.situacao.rotulo,
        tom=lambda p: TOM_DA_ENTREGA[p.situacao],
    ),
    Coluna(
        chave="palavras", rotulo="Andamento", largura=300, texto=lambda p: p.palavras, estica=True,
        dica=lambda p: "\n".join(e.palavras for e in p.entregas) or p.palavras,
        exporta=lambda p: "; ".join(e.palavras for e in p.entregas) or p.palavras,
    ),
    Coluna(
        chave="folhas", rotulo="Folhas", largura=76, texto=lambda p: str(p.folhas), direita=True,
        ordem=lambda p: p.folhas,
    ),
    Coluna(
        chave="volumes", rotulo="Volumes", largura=84, texto=lambda p: str(len(p.volumes)), direita=True,
        ordem=lambda p: len(p.volumes),
    ),
    Coluna(
        chave="instante", rotulo="Montado em", largura=150, texto=lambda p: instante_local(p.instante),
        ordem=lambda p: p.instante,
    ),
    Coluna(chave="numero", rotulo="Processo SEI", largura=200, texto=lambda p: p.numero or "—", oculta=True),
)  # fmt: skip

COLUNAS_DE_TODOS: Final[tuple[Coluna[ProcessoMontado], ...]] = (
    Coluna(chave="nome", rotulo="Pessoa", largura=240, texto=lambda p: p.nome, forte=True, dica=lambda p: p.nome),
    *COLUNAS_PROCESSOS,
)
