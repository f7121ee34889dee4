"""Closed vocabularies of the statute, each with the words a clerk reads."""

from __future__ import annotations

from enum import StrEnum


class _Rotulado(StrEnum):
    """A value stored as text and shown with its own label."""

    rotulo: str

    def __new__(cls, valor: str, rotulo: str = "") -> _Rotulado:
        membro = str.__new__(cls, valor)
        membro._value_ = valor
        membro.rotulo = rotulo
        return membro


class Carater(_Rotulado):
    """Character of a nomeação, which is the natureza of the cargo (art. 11)."""

    PERMANENTE = "permanente", "Permanente"
    TEMPORARIO = "temporario", "Temporário"
    VITALICIO = "vitalicio", "Vitalício"


class Situacao(_Rotulado):
    """The single word of section 10 that lists show; the first that applies, in this order."""

    DESLIGADO = "desligado", "Desligado"
    APOSENTADO = "aposentado", "Aposentado"
    EM_DISPONIBILIDADE = "em_disponibilidade", "Em disponibilidade"
    NOMEACAO_SEM_EFEITO = "nomeacao_sem_efeito", "Nomeação sem efeito"
    NOMEADO = "nomeado", "Nomeado"
    EMPOSSADO = "empossado", "Empossado"
    AGUARDANDO_EXERCICIO = "aguardando_exercicio", "Aguardando exercício"
    AFASTADO = "afastado", "Afastado"
    ESTAVEL = "estavel", "Estável"
    EM_ESTAGIO_PROBATORIO = "em_estagio_probatorio", "Em estágio probatório"
    EM_EXERCICIO = "em_exercicio", "Em exercício"


class TipoPrazo(_Rotulado):
    """Kinds of deadline."""

    POSSE = "posse", "Posse"
    EXERCICIO = "exercicio", "Exercício"
    AVALIACAO_SEMESTRAL = "avaliacao_semestral", "Avaliação do estágio"
    SUBMISSAO_AVALIACAO = "submissao_avaliacao", "Submissão à homologação"
    FIM_ESTAGIO = "fim_estagio", "Fim do estágio probatório"
    ESTABILIDADE = "estabilidade", "Estabilidade"
    APRESENTACAO = "apresentacao", "Apresentação em outra localidade"
    COMPULSORIA = "compulsoria", "Aposentadoria compulsória"


class EstadoPrazo(_Rotulado):
    """State of a deadline on a day (section 10)."""

    SUSPENSO = "suspenso", "Suspenso"
    ABERTO = "aberto", "Aberto"
    ZONA_CINZENTA = "zona_cinzenta", "Zona cinzenta"
    VENCIDO = "vencido", "Vencido"
    CUMPRIDO = "cumprido", "Cumprido"
    CUMPRIDO_FORA_DO_PRAZO = "cumprido_fora_do_prazo", "Cumprido fora do prazo"
    PREJUDICADO = "prejudicado", "Prejudicado"


class Desfecho(_Rotulado):
    """How a deadline closed; with the day of the closing it gives the state on any day."""

    CUMPRIDO = "cumprido", "Cumprido"
    PERDIDO = "perdido", "Objeto perdido"
    PREJUDICADO = "prejudicado", "Prejudicado"


class TipoRessalva(_Rotulado):
    """What allows a fact to be recorded although a legal requirement failed (rule 0)."""

    DECISAO_JUDICIAL = "decisao_judicial", "Decisão judicial"
    PARECER_PGE = "parecer_pge", "Parecer da PGE"
    ATO_CONSUMADO = "ato_consumado", "Ato consumado"


class Inspecao(_Rotulado):
    """Result of the official medical inspection (art. 20)."""

    APTO = "apto", "Apto"
    INAPTO = "inapto", "Inapto"
    AUSENTE = "ausente", "Sem laudo"


class MotivoAfastamento(_Rotulado):
    """Kinds of absence."""

    LICENCA_SAUDE = "licenca_saude", "Licença para tratamento de saúde"
    LICENCA_GESTANTE = "licenca_gestante", "Licença à gestante"
    LICENCA_PREMIO = "licenca_premio", "Licença-prêmio"
    FERIAS = "ferias", "Férias"
    DOENCA_FAMILIA = "doenca_familia", "Licença por doença em pessoa da família"
    ACOMPANHAR_CONJUGE = "acompanhar_conjuge", "Licença para acompanhar cônjuge"
    INTERESSE_PARTICULAR = "interesse_particular", "Licença para interesse particular"
    SUSPENSAO = "suspensao", "Suspensão (penalidade)"
    MANDATO_ELETIVO = "mandato_eletivo", "Mandato eletivo"
    SERVICO_MILITAR = "servico_militar", "Serviço militar"
    MISSAO_EXTERIOR = "missao_exterior", "Missão no exterior"
    ESTUDO_EXTERIOR = "estudo_exterior", "Estudo no exterior"
    ESTUDO = "estudo", "Estudo"


class FundamentoExoneracao(_Rotulado):
    """Ground of an exoneração de ofício."""

    NAO_EXERCICIO = "nao_exercicio", "Não entrou em exercício no prazo"
    REPROVACAO_ESTAGIO = "reprovacao_estagio", "Reprovação no estágio probatório"
    OUTRO = "outro", "Outro (com fundamento)"


class FundamentoSemEfeito(_Rotulado):
    """Ground for annulling a nomeação that was not followed by posse."""

    DECURSO_DO_PRAZO = "decurso_do_prazo", "A posse não aconteceu no prazo"
    OUTRO = "outro", "Outro (com fundamento)"


class ResultadoEstagio(_Rotulado):
    """Result homologated at the end of the estágio probatório."""

    APROVADO = "aprovado", "Aprovado"
    REPROVADO = "reprovado", "Reprovado"


class FormaIngresso(_Rotulado):
    """How a person already in service entered (assentamento inicial)."""

    CONCURSO = "concurso", "Concurso público"
    ESTABILIZADO_ADCT_19 = "estabilizado_adct_19", "Estabilizado (ADCT, art. 19)"
    NAO_ESTAVEL_ANTERIOR_1988 = "nao_estavel_anterior_1988", "Não estável, anterior a 1988"
    OUTRO = "outro", "Outra"


class FonteAssentamento(_Rotulado):
    """Where the data of an assentamento inicial comes from."""

    SIRH = "sirh", "SIRH"
    RH_BAHIA = "rh_bahia", "RH Bahia"
    PAPEL = "papel", "Papel"


class SituacaoInicial(_Rotulado):
    """State declared by an assentamento inicial."""

    EM_EXERCICIO = "em_exercicio", "Em exercício"
    EM_ESTAGIO_PROBATORIO = "em_estagio_probatorio", "Em estágio probatório"
    ESTAVEL = "estavel", "Estável"
    APOSENTADO = "aposentado", "Aposentado"
    EM_DISPONIBILIDADE = "em_disponibilidade", "Em disponibilidade"
    DESLIGADO = "desligado", "Desligado"


class AlcanceRepublicacao(_Rotulado):
    """Whether a republication starts the deadlines again (rule C13)."""

    SUBSTANCIAL = "substancial", "Muda pessoa, cargo ou quadro (recomeça os prazos)"
    FORMAL = "formal", "Correção formal (não recomeça)"


class ContagemPublicacao(_Rotulado):
    """Reading of a term counted from publication (rule C4)."""

    LITERAL = "literal", "Literal (arts. 19 e 34)"
    ART_259 = "art_259", "Art. 259, §§ 1º e 2º"


class FimDeMes(_Rotulado):
    """Where a term in months ends when the day does not exist (rule C6)."""

    DIA_SEGUINTE = "dia_seguinte", "Dia seguinte (Código Civil, art. 132, § 3º)"
    ULTIMO_DIA = "ultimo_dia", "Último dia do mês"


#: Absences that are not efetivo exercício (art. 118, a contrario; rule S5).
NAO_SAO_EFETIVO_EXERCICIO: frozenset[MotivoAfastamento] = frozenset(
    {
        MotivoAfastamento.DOENCA_FAMILIA,
        MotivoAfastamento.ACOMPANHAR_CONJUGE,
        MotivoAfastamento.INTERESSE_PARTICULAR,
        MotivoAfastamento.SUSPENSAO,
    }
)
