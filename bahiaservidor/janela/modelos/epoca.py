"""The registry as on a day, as known on another: the instant meant, and the rows shown."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from ...estatuto.formatos import matricula
from ...estatuto.formatos.datas import formatar_data
from ...relogio import fuso_da_bahia
from ...servicos.tipos.historia import AtoEm, LinhaQuadro, PrazoEm, VinculoEm
from ..tons import tom_da_situacao, tom_do_prazo
from .base import Coluna
from .emendas import instante
from .prazos import data_ou_traco


def fim_do_dia(dia: date) -> datetime:
    """Return the last instant of a civil day in Bahia: what was known on it includes what it brought."""
    seguinte = datetime.combine(dia + timedelta(days=1), time(), tzinfo=fuso_da_bahia())
    return seguinte - timedelta(microseconds=1)


def palavras_da_epoca(em: date, sabido: date | None) -> str:
    """Return the moment in words."""
    frase = f"Como em {formatar_data(em)}"
    return (
        f"{frase}, como se sabia em {formatar_data(sabido)}" if sabido is not None else f"{frase}, pelo que hoje consta"
    )


def _matricula(numero: str | None) -> str:
    return matricula.formatar(numero) if numero and matricula.valido(numero) else numero or "—"


COLUNAS_VINCULOS: tuple[Coluna[VinculoEm], ...] = (
    Coluna(chave="numero", rotulo="Nº", texto=lambda v: str(v.numero), largura=48, ordem=lambda v: v.numero),
    Coluna(chave="cargo", rotulo="Cargo", texto=lambda v: v.cargo, largura=200, estica=True, forte=True),
    Coluna(chave="situacao", rotulo="Situação", texto=lambda v: v.situacao.rotulo, largura=170,
           tom=lambda v: tom_da_situacao(v.situacao)),
    Coluna(chave="unidade", rotulo="Unidade", texto=lambda v: v.unidade or "—", largura=160),
    Coluna(chave="matricula", rotulo="Matrícula", texto=lambda v: _matricula(v.matricula), largura=110),
    Coluna(chave="nomeacao", rotulo="Nomeação", texto=lambda v: data_ou_traco(v.nomeacao), largura=104,
           ordem=lambda v: v.nomeacao),
    Coluna(chave="posse", rotulo="Posse", texto=lambda v: data_ou_traco(v.posse), largura=104, ordem=lambda v: v.posse),
    Coluna(chave="exercicio", rotulo="Exercício", texto=lambda v: data_ou_traco(v.exercicio), largura=104,
           ordem=lambda v: v.exercicio),
    Coluna(chave="estavel", rotulo="Estável desde", texto=lambda v: data_ou_traco(v.estavel_desde), largura=120,
           ordem=lambda v: v.estavel_desde, oculta=True),
    Coluna(chave="fim", rotulo="Fim", texto=lambda v: data_ou_traco(v.fim), largura=104, ordem=lambda v: v.fim,
           oculta=True),
)  # fmt: skip

COLUNAS_PRAZOS: tuple[Coluna[PrazoEm], ...] = (
    Coluna(chave="prazo", rotulo="Prazo", texto=lambda p: p.rotulo, largura=220, estica=True, forte=True,
           dica=lambda p: "\n".join(p.passos)),
    Coluna(chave="vence", rotulo="Vence", texto=lambda p: data_ou_traco(p.vence), largura=108, ordem=lambda p: p.vence),
    Coluna(chave="ultimo", rotulo="Último dia", largura=108, ordem=lambda p: p.vence_ultimo,
           texto=lambda p: data_ou_traco(p.vence_ultimo) if p.vence_ultimo != p.vence else "",
           exporta=lambda p: data_ou_traco(p.vence_ultimo)),
    Coluna(chave="estado", rotulo="Estado", texto=lambda p: p.estado.rotulo, largura=150,
           tom=lambda p: tom_do_prazo(p.estado)),
    Coluna(chave="dispositivo", rotulo="Dispositivo", texto=lambda p: p.dispositivo, largura=170),
    Coluna(chave="vinculo", rotulo="Vínculo", texto=lambda p: str(p.vinculo_numero), largura=84,
           ordem=lambda p: p.vinculo_numero),
)  # fmt: skip

COLUNAS_ATOS: tuple[Coluna[AtoEm], ...] = (
    Coluna(chave="data", rotulo="Data", texto=lambda a: formatar_data(a.data), largura=108,
           ordem=lambda a: (a.data, a.ato_id)),
    Coluna(chave="ato", rotulo="Ato", texto=lambda a: a.rotulo, largura=200, forte=True),
    Coluna(chave="detalhe", rotulo="Detalhe", texto=lambda a: a.detalhe, largura=240, estica=True,
           dica=lambda a: a.detalhe),
    Coluna(chave="vinculo", rotulo="Vínculo", texto=lambda a: str(a.vinculo_numero) if a.vinculo_numero else "—",
           largura=84, ordem=lambda a: a.vinculo_numero),
    Coluna(chave="em", rotulo="Registrado em", texto=lambda a: instante(a.registrado_em), largura=144,
           ordem=lambda a: a.registrado_em),
)  # fmt: skip

COLUNAS_QUADRO: tuple[Coluna[LinhaQuadro], ...] = (
    Coluna(chave="nome", rotulo="Nome", texto=lambda x: x.nome, largura=240, estica=True, forte=True,
           dica=lambda x: x.nome),
    Coluna(chave="matricula", rotulo="Matrícula", texto=lambda x: _matricula(x.matricula), largura=110),
    Coluna(chave="situacao", rotulo="Situação", texto=lambda x: x.situacao.rotulo, largura=170,
           tom=lambda x: tom_da_situacao(x.situacao)),
    Coluna(chave="cargo", rotulo="Cargo", texto=lambda x: x.cargo, largura=190),
    Coluna(chave="unidade", rotulo="Unidade", texto=lambda x: x.unidade or "—", largura=150),
    Coluna(chave="prazo", rotulo="Próximo prazo", largura=200,
           texto=lambda x: f"{x.proximo.rotulo}: {data_ou_traco(x.proximo.vence)}" if x.proximo else "",
           ordem=lambda x: (x.proximo.vence or date.max) if x.proximo else date.max,
           desdobra=(
               Coluna(chave="vence", rotulo="Próximo prazo",
                      texto=lambda x: data_ou_traco(x.proximo.vence) if x.proximo else ""),
               Coluna(chave="prazo", rotulo="Que prazo é", largura=200,
                      texto=lambda x: x.proximo.rotulo if x.proximo else ""),
           )),
)  # fmt: skip
