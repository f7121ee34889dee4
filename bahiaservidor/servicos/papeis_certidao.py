"""Certidão de tempo de serviço, from the life of a person as on a day (rule C10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..documentos import certidao_tempo as documento
from ..documentos import modelos as papel
from ..documentos.certidao_tempo import LinhaCertidao, VinculoCertidao
from ..estatuto.tempo import EspecieTempo, LinhaTempo, TempoVinculo, dias_para, em_partes, tempo_de_servico
from ..estatuto.tipos import FinalidadeAverbacao
from ..estatuto.vida import VidaFuncional, Vinculo
from ..registro.consultas import ficha as consultas
from . import papeis_fontes as fontes_
from . import papeis_pessoa as comum
from .contexto import Contexto
from .papeis_emissao import Papel
from .papeis_fontes import Fontes
from .papeis_ressalvas import ressalvas_da_pessoa
from .permissoes import Permissao, exige
from .protecao import papel_protegido

_FONTES = {
    EspecieTempo.EXERCICIO: "exercício",
    EspecieTempo.ANTERIOR: "assentamento inicial",
    EspecieTempo.DESCONTO: "ausência",
    EspecieTempo.MANTIDO: "reintegração",
    EspecieTempo.AVERBACAO: "averbação",
}


@exige(Permissao.EMITIR_DOCUMENTO)
@papel_protegido
def certidao_tempo(ctx: Contexto, *, vinculo_id: int, hoje: date, em: date | None = None) -> Papel:
    """Return the certidão of everything the person served up to the day, included; all vínculos, the one given first.

    ErroDominio when nobody entered into exercício and nothing was averbado: there is nothing to certify.
    """
    quando = em or hoje
    with ctx.banco.leitura() as conexao:
        fontes = comum.abrir(ctx, conexao, vinculo_id, quando)
        motivo = impedimento(fontes.leitura.vida)
        if motivo:
            raise comum.nao_se_aplica(motivo)
        modelo = comum.textos(conexao, "certidao_tempo", fontes_.orgao_do_papel(fontes))
        dados = _dados(ctx, fontes, quando, hoje, comum.identificar(modelo, quando))
        return comum.papel_do_vinculo(
            fontes, documento.peca(dados, modelo), dados, ano=hoje.year, outros={"vinculo_id": None}
        )


def impedimento(vida: VidaFuncional) -> str:
    """Return why there is nothing to certify; empty when there is."""
    if any(v.exercicio is not None or v.inicial is not None for v in vida.vinculos):
        return ""
    return "não há entrada em exercício registrada: não há tempo a contar (art. 21)"


def _dados(
    ctx: Contexto, fontes: Fontes, em: date, hoje: date, identificacao: papel.IdentificacaoDocumento
) -> documento.DadosCertidao:
    vida = fontes.leitura.vida
    tempo = tempo_de_servico(vida, fontes.regimes, em)
    nomes = consultas.nomes(fontes.conexao, "cargo", {v.cargo for v in vida.vinculos})
    vinculos = tuple(_vinculo(fontes, v, vida.vinculo(v.vinculo), nomes) for v in tempo.vinculos)
    averbacoes = tuple(_linha(linha) for linha in tempo.averbacoes)
    presentes = {f for linha in tempo.averbacoes for f in linha.finalidades}
    return documento.DadosCertidao(
        orgao=fontes_.orgao(fontes),
        servidor=comum.servidor_do_papel(fontes),
        em=comum.certo(em, "último dia contado", "dia pedido para a certidão"),
        vinculos=vinculos,
        averbacoes=averbacoes,
        por_finalidade=tuple((f.rotulo, dias_para(vida, f)) for f in FinalidadeAverbacao if f in presentes),
        efetivo=tempo.efetivo,
        concomitantes=tempo.concomitantes,
        averbado=tempo.averbado,
        total=tempo.total,
        partes_do_efetivo=em_partes(tempo.efetivo),
        partes_do_total=em_partes(tempo.total),
        ressalvas=ressalvas_da_pessoa(fontes.conexao, fontes.posto.servidor_id, em),
        assinada_em=comum.certo(hoje, "dia da emissão", "dia em que foi emitida") if em == hoje else None,
        responsavel=comum.responsavel(ctx),
        identificacao=identificacao,
    )


def _vinculo(fontes: Fontes, tempo: TempoVinculo, vinculo: Vinculo, nomes: dict[int, str]) -> VinculoCertidao:
    def das(especies: Sequence[EspecieTempo]) -> tuple[LinhaCertidao, ...]:
        return tuple(
            _linha(linha, _declarado(fontes, vinculo, linha)) for linha in tempo.linhas if linha.especie in especies
        )

    periodos = das((EspecieTempo.ANTERIOR, EspecieTempo.EXERCICIO))
    return VinculoCertidao(
        titulo=f"Vínculo {tempo.numero}: {nomes.get(vinculo.cargo, '')}, {vinculo.carater.rotulo.lower()}",
        periodos=periodos,
        descontos=das((EspecieTempo.DESCONTO,)),
        mantidos=das((EspecieTempo.MANTIDO,)),
        efetivo=tempo.efetivo,
        concomitantes=tempo.concomitantes,
    )


def _declarado(fontes: Fontes, vinculo: Vinculo, linha: LinhaTempo) -> str:
    """Return the source that an opening entry names, for what it declared."""
    if vinculo.inicial is None or linha.especie not in (EspecieTempo.ANTERIOR, EspecieTempo.EXERCICIO):
        return ""
    for ato in fontes.leitura.atos:
        if ato.vinculo == vinculo.id and ato.tipo == "assentamento_inicial":
            return f"Assentamento inicial, fonte {ato.conteudo.fonte.rotulo}"
    return ""


def _linha(linha: LinhaTempo, declarado: str = "") -> LinhaCertidao:
    origem = comum.origem_do_ato(linha.ato) if linha.ato else "contagem"
    passos = comum.passos_de(linha.memoria)
    nome = _FONTES[linha.especie]
    para = ", ".join(f.rotulo.lower() for f in FinalidadeAverbacao if f in linha.finalidades)
    notas = [passo.texto.rstrip(".") for passo in linha.memoria[1:]]
    if para:
        notas.append(f"Conta para: {para}")
    return LinhaCertidao(
        rotulo=f"{linha.rotulo}{' (sem término)' if linha.aberta and linha.especie is EspecieTempo.DESCONTO else ''}",
        de=comum.dia(linha.inicio, f"{nome}: primeiro dia", origem, passos, linha.dispositivo),
        ate=comum.dia(linha.fim, f"{nome}: último dia contado", origem, passos, linha.dispositivo),
        dias=linha.efeito if linha.especie is EspecieTempo.DESCONTO else linha.dias,
        fundamento=linha.dispositivo,
        nota=". ".join(notas),
        fonte=declarado or (f"Ato {linha.ato} do livro" if linha.ato else ""),
    )
