"""Comunicação de não entrada em exercício (arts. 21, 29, 34 and 39): what the authority is told, and when."""

from __future__ import annotations

from datetime import date

from ..documentos import comunicacao_exercicio as documento
from ..documentos import modelos as papel
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.prazo import Prazo
from ..estatuto.prazos import prazos_do_vinculo
from ..estatuto.regime import Regimes
from ..estatuto.tipos import EstadoPrazo, TipoPrazo, TipoProvimento
from ..estatuto.vida import Fato, VidaFuncional, Vinculo
from ..registro import livro
from . import papeis_fontes as fontes_
from . import papeis_pessoa as comum
from .contexto import Contexto
from .papeis_emissao import Papel
from .papeis_fontes import Fontes
from .permissoes import Permissao, exige

_ETAPAS: dict[EstadoPrazo, documento.Etapa] = {
    EstadoPrazo.ABERTO: "corre",
    EstadoPrazo.ZONA_CINZENTA: "cinzenta",
    EstadoPrazo.VENCIDO: "vencido",
    EstadoPrazo.SUSPENSO: "suspenso",
}


@exige(Permissao.EMITIR_DOCUMENTO)
def comunicacao_exercicio(ctx: Contexto, *, vinculo_id: int, hoje: date, em: date | None = None) -> Papel:
    """Return the notice that, by the day, no exercício was registered.  ErroDominio where none is awaited."""
    quando = em or hoje
    with ctx.banco.leitura() as conexao:
        fontes = comum.abrir(ctx, conexao, vinculo_id, quando)
        motivo = impedimento(fontes.leitura.vida, fontes.vinculo, fontes.regimes, quando)
        if motivo:
            raise comum.nao_se_aplica(motivo)
        modelo = comum.textos(conexao, "comunicacao_exercicio", fontes_.orgao_do_papel(fontes))
        dados = _dados(ctx, fontes, quando, comum.identificar(modelo, quando))
        return comum.papel_do_vinculo(fontes, documento.peca(dados, modelo), dados, ano=hoje.year)


def impedimento(vida: VidaFuncional, vinculo: Vinculo, regimes: Regimes, em: date) -> str:
    """Return why there is nothing to tell; empty when there is."""
    if vinculo.posse is None and not vinculo.provimentos:
        return "não há posse registrada: o prazo do exercício se conta dela (art. 21, § 1º)"
    if _aberto(vida, vinculo, regimes, em) is None:
        if not vinculo.vivo:
            return "o vínculo já terminou"
        return "a entrada em exercício já está registrada (art. 21)"
    return ""


def _aberto(vida: VidaFuncional, vinculo: Vinculo, regimes: Regimes, em: date) -> Prazo | None:
    prazos = prazos_do_vinculo(vida, vinculo, regimes, em)
    abertos = [p for p in prazos if p.tipo is TipoPrazo.EXERCICIO and p.estado(em) in _ETAPAS and p.desfecho is None]
    return abertos[-1] if abertos else None


def _dados(
    ctx: Contexto, fontes: Fontes, em: date, identificacao: papel.IdentificacaoDocumento
) -> documento.DadosComunicacao:
    vinculo = fontes.vinculo
    prazo = _aberto(fontes.leitura.vida, vinculo, fontes.regimes, em)
    assert prazo is not None
    origem, fato = _origem(vinculo, prazo)
    assert fato is not None
    ressalvas: list[papel.Ressalva] = []
    entrada = livro.ler_entrada(fontes.conexao, fato.ato)
    if entrada is not None:
        falhas = tuple(r.dispositivo for r in entrada.requisitos_avaliados() if r.recusa)
        ressalvas += fontes_.ressalvas(entrada.ressalva, falhas)
    nomeou = fontes_.nomeacao(fontes).autoridade if origem == "posse" else None
    return documento.DadosComunicacao(
        orgao=fontes_.orgao(fontes),
        servidor=comum.servidor_do_papel(fontes),
        origem=origem,
        origem_em=comum.certo(fato.data, "início do prazo do exercício", comum.origem_do_ato(fato.ato)),
        etapa=_ETAPAS[prazo.estado(em)],
        em=comum.certo(em, "dia da comunicação", f"pedida para {formatar_data(em)}"),
        inicio=comum.do_prazo(prazo, prazo.inicio, "dia de que se conta o prazo do exercício"),
        vence=comum.do_prazo(prazo, prazo.vence, "último dia do exercício, na leitura adotada"),
        vence_ultimo=comum.do_prazo(prazo, prazo.vence_ultimo, "último dia do exercício, em toda leitura"),
        dispositivo=prazo.dispositivo,
        passos=comum.passos_de(prazo.memoria),
        autoridade=nomeou,
        ressalvas=tuple(ressalvas),
        responsavel=comum.responsavel(ctx),
        identificacao=identificacao,
    )


def _origem(vinculo: Vinculo, prazo: Prazo) -> tuple[documento.Origem, Fato | None]:
    if prazo.ordem == 0:
        return "posse", vinculo.posse
    provimento = vinculo.provimentos[prazo.ordem - 1]
    nomes: dict[TipoProvimento, documento.Origem] = {
        TipoProvimento.REVERSAO: "reversao",
        TipoProvimento.APROVEITAMENTO: "aproveitamento",
        TipoProvimento.REINTEGRACAO: "reintegracao",
        TipoProvimento.RECONDUCAO: "reconducao",
    }
    if provimento.tipo is TipoProvimento.APROVEITAMENTO and provimento.doenca is not None:
        return "aproveitamento_doenca", provimento.fato
    return nomes[provimento.tipo], provimento.fato
