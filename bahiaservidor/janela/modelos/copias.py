"""Copies in a table, and what the bottom bar says of the last one."""

from __future__ import annotations

from datetime import datetime

from ...arquivos import em_megas
from ...relogio import fuso_da_bahia
from ...servicos.copias import Situacao
from ...servicos.copias_manifesto import PALAVRAS, Guardada
from ...servicos.copias_restauro import AtoPerdido, Contada, PapelPerdido
from ..tema import Tom
from .base import Coluna
from .documentos import instante_local

ONDE_AGIR = "Clique para abrir Administração, Cópias de segurança."


def quando(instante: datetime, agora: datetime) -> str:
    """Return an instant as it is said: hoje 14:32, ontem 09:10, 12/11/2026 14:32."""
    fuso = fuso_da_bahia()
    local, hoje = instante.astimezone(fuso), agora.astimezone(fuso).date()
    dia = {0: "hoje", 1: "ontem"}.get((hoje - local.date()).days, f"{local:%d/%m/%Y}")
    return f"{dia} {local:%H:%M}"


def em_uma_linha(situacao: Situacao, agora: datetime) -> tuple[str, str, Tom | None]:
    """Return what the bottom bar says of copies, what it explains, and its tone."""
    ultima = situacao.ultima
    if ultima is None:
        return (
            "Nenhuma cópia provada",
            f"{situacao.falha or 'Ainda não há cópia de segurança deste registro.'} {ONDE_AGIR}",
            Tom.PERIGO,
        )
    dita = f"Última cópia provada: {quando(ultima.manifesto.instante, agora)}"
    if situacao.falha:
        return f"Cópia falhou · {dita.lower()}", f"{situacao.falha} {ONDE_AGIR}", Tom.PERIGO
    if situacao.atrasada:
        dias = "1 dia" if situacao.dias == 1 else f"{situacao.dias} dias"
        return dita, f"A última cópia provada tem {dias}. Faça outra agora. {ONDE_AGIR}", Tom.PERIGO
    if situacao.sem_segundo:
        return (
            f"{dita} · falta o segundo destino",
            f"A pasta “{situacao.sem_segundo}” não está acessível. Ligue o disco: a última cópia vai para lá sozinha. "
            f"{ONDE_AGIR}",
            Tom.ATENCAO,
        )
    onde = "\n".join(str(pasta) for pasta in ultima.pastas)
    return dita, f"Aberta, conferida e restaurada num registro provisório. Está em:\n{onde}\n{ONDE_AGIR}", None


def _prova(guardada: Guardada) -> str:
    m = guardada.manifesto
    return f"provada em {m.provada_em.astimezone(fuso_da_bahia()):%d/%m/%Y}" if m.provada_em else "reprovada"


def _dica_da_prova(guardada: Guardada) -> str:
    m = guardada.manifesto
    em = f" em {instante_local(m.provada_em)}" if m.provada_em is not None else ""
    return f"Prova{em}: {m.como}." if m.provada else f"Não passou na prova: {m.falha}. Não restaure esta cópia."


COLUNAS_COPIAS: tuple[Coluna[Guardada], ...] = (
    Coluna(chave="instante", rotulo="Quando", largura=144, forte=True,
           texto=lambda x: instante_local(x.manifesto.instante), ordem=lambda x: x.manifesto.sequencia),
    Coluna(chave="motivo", rotulo="Por quê", largura=150, texto=lambda x: PALAVRAS[x.manifesto.motivo]),
    Coluna(chave="prova", rotulo="Prova", largura=176, texto=_prova, dica=_dica_da_prova,
           tom=lambda x: Tom.SUCESSO if x.manifesto.provada else Tom.PERIGO),
    Coluna(chave="atos", rotulo="Entradas", largura=84, direita=True,
           texto=lambda x: f"{x.manifesto.retrato.contagens.get('ato', 0):,}".replace(",", "."),
           ordem=lambda x: x.manifesto.retrato.contagens.get("ato", 0)),
    Coluna(chave="tamanho", rotulo="Tamanho", largura=84, direita=True, texto=lambda x: em_megas(x.manifesto.tamanho),
           ordem=lambda x: x.manifesto.tamanho),
    Coluna(chave="cifra", rotulo="Cifrada", largura=70, texto=lambda x: "sim" if x.manifesto.cifrada else "não"),
    Coluna(chave="onde", rotulo="Onde", largura=150, estica=True,
           texto=lambda x: "; ".join(str(pasta) for pasta in x.pastas),
           dica=lambda x: "\n".join(str(pasta / x.manifesto.arquivo) for pasta in x.pastas)),
    Coluna(chave="selo", rotulo="Selo", largura=120, oculta=True, texto=lambda x: x.manifesto.retrato.hash_selo[:12],
           exporta=lambda x: x.manifesto.retrato.hash_selo,
           dica=lambda x: f"Selo {x.manifesto.retrato.selo}: {x.manifesto.retrato.hash_selo}"),
    Coluna(chave="sha256", rotulo="SHA-256", largura=120, oculta=True, texto=lambda x: x.manifesto.sha256[:12],
           exporta=lambda x: x.manifesto.sha256, dica=lambda x: x.manifesto.sha256),
    Coluna(chave="usuario", rotulo="Quem", largura=130, oculta=True, texto=lambda x: x.manifesto.usuario or "—"),
)  # fmt: skip

COLUNAS_CONTADAS: tuple[Coluna[Contada], ...] = (
    Coluna(chave="rotulo", rotulo="O que há", largura=160, texto=lambda x: x.rotulo, estica=True, ordenavel=False),
    Coluna(chave="copia", rotulo="Na cópia", largura=80, direita=True, ordenavel=False,
           texto=lambda x: f"{x.na_copia:,}".replace(",", ".")),
    Coluna(chave="agora", rotulo="No registro", largura=106, direita=True, ordenavel=False,
           texto=lambda x: "?" if x.agora is None else f"{x.agora:,}".replace(",", ".")),
)  # fmt: skip

Perdido = AtoPerdido | PapelPerdido


def _o_que(perdido: Perdido) -> str:
    return perdido.especie if isinstance(perdido, AtoPerdido) else perdido.titulo


def _de_quem(perdido: Perdido) -> str:
    if isinstance(perdido, PapelPerdido):
        return "documento emitido"
    return f"{perdido.pessoa} {perdido.matricula}".strip() or "—"


COLUNAS_PERDIDOS: tuple[Coluna[Perdido], ...] = (
    Coluna(chave="numero", rotulo="Nº", largura=70, direita=True,
           texto=lambda x: str(x.numero) if isinstance(x, AtoPerdido) else "—",
           ordem=lambda x: x.numero if isinstance(x, AtoPerdido) else 0),
    Coluna(chave="especie", rotulo="O que se perde", largura=170, texto=_o_que, estica=True, forte=True),
    Coluna(chave="pessoa", rotulo="De quem", largura=170, texto=_de_quem, cresce=1),
    Coluna(chave="instante", rotulo="Registrado em", largura=130, texto=lambda x: instante_local(x.instante),
           ordem=lambda x: x.instante),
    Coluna(chave="autor", rotulo="Por", largura=120, texto=lambda x: x.autor or "—"),
)  # fmt: skip
