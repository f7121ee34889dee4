"""What Administração shows, read at once on a reader's thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ...servicos import abertura, cadastros, leituras, parametros
from ...servicos.contexto import Contexto
from ...servicos.tipos import InfoRegistro, Leitura, Orgao, Unidade
from ..modelos.administracao import (
    LinhaAutoridade,
    LinhaOrgao,
    LinhaUnidade,
    linhas_de_orgaos,
    vigente,
)
from ..modelos.regras import LinhaParametro, linhas_em_uso
from .calendario_leitura import municipios_conhecidos


@dataclass(frozen=True, slots=True, kw_only=True)
class Administrado:
    """Everything the sections show."""

    orgaos: tuple[LinhaOrgao, ...]
    unidades: tuple[LinhaUnidade, ...]
    autoridades: tuple[LinhaAutoridade, ...]
    parametros: tuple[LinhaParametro, ...]
    leituras: tuple[Leitura, ...]
    municipios: tuple[str, ...]
    info: InfoRegistro
    tamanho: str

    @property
    def lista_orgaos(self) -> tuple[Orgao, ...]:
        """The órgãos alone, for the dialogs."""
        return tuple(linha.orgao for linha in self.orgaos)

    @property
    def lista_unidades(self) -> tuple[Unidade, ...]:
        """The unidades alone, for the dialogs."""
        return tuple(linha.unidade for linha in self.unidades)


def ler_administracao(ctx: Contexto, hoje: date) -> Administrado:
    """Return what the sections show, as of a day."""
    orgaos = tuple(cadastros.orgaos(ctx))
    unidades = tuple(cadastros.unidades(ctx))
    siglas = {o.id: o.sigla or o.nome for o in orgaos}
    info = abertura.informacao(ctx)
    return Administrado(
        orgaos=tuple(linhas_de_orgaos(orgaos, unidades, hoje)),
        unidades=tuple(
            LinhaUnidade(
                unidade=u, orgao=siglas.get(u.orgao_id, ""), existe=vigente(u.desde, u.ate, hoje),
                conhece_municipio=bool(u.municipio) and ctx.tabela_feriados.conhece(u.municipio),
            )
            for u in unidades
        ),
        autoridades=tuple(
            LinhaAutoridade(autoridade=a, orgao=siglas.get(a.orgao_id, ""), hoje=hoje)
            for a in cadastros.autoridades(ctx)
        ),
        parametros=linhas_em_uso(parametros.parametros(ctx), parametros.janelas(ctx), hoje),
        leituras=leituras.leituras(ctx),
        municipios=municipios_conhecidos(ctx, unidades),
        info=info,
        tamanho=tamanho_em_palavras(info.caminho),
    )  # fmt: skip


def tamanho_em_palavras(caminho: str) -> str:
    """Return the size of the registry's files (with the journal) in words; a dash when they cannot be read."""
    total = 0
    for sufixo in ("", "-wal", "-shm"):
        try:
            total += Path(f"{caminho}{sufixo}").stat().st_size
        except OSError:
            continue
    if not total:
        return "—"
    if total < 1_000_000:
        return f"{max(1, round(total / 1000))} kB"
    return f"{total / 1_000_000:.1f} MB".replace(".", ",")
