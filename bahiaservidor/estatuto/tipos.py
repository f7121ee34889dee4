"""Closed vocabularies of the statute, each with the words a clerk reads."""

from __future__ import annotations

from enum import StrEnum


class Rotulado(StrEnum):
    """A value stored as text and shown with its own label."""

    rotulo: str

    def __new__(cls, valor: str, rotulo: str = "") -> Rotulado:
        membro = str.__new__(cls, valor)
        membro._value_ = valor
        membro.rotulo = rotulo
        return membro


class Carater(Rotulado):
    """Character of a nomeação, which is the natureza of the cargo (art. 11)."""

    PERMANENTE = "permanente", "Permanente"
    TEMPORARIO = "temporario", "Temporário"
    VITALICIO = "vitalicio", "Vitalício"


class Situacao(Rotulado):
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


class TipoPrazo(Rotulado):
    """Kinds of deadline."""

    POSSE = "posse", "Posse"
    EXERCICIO = "exercicio", "Exercício"
    AVALIACAO_SEMESTRAL = "avaliacao_semestral", "Avaliação do estágio"
    SUBMISSAO_AVALIACAO = "submissao_avaliacao", "Submissão à homologação"
    FIM_ESTAGIO = "fim_estagio", "Fim do estágio probatório"
    ESTABILIDADE = "estabilidade", "Estabilidade"
    APRESENTACAO = "apresentacao", "Apresentação em outra localidade"
    COMPULSORIA = "compulsoria", "Aposentadoria compulsória"
    RECONSIDERACAO_AVALIACAO = "reconsideracao_avaliacao", "Reconsideração da avaliação"
    DECISAO_RECONSIDERACAO = "decisao_reconsideracao", "Decisão da reconsideração"
    RECURSO_AVALIACAO = "recurso_avaliacao", "Recurso da avaliação"


#: Kinds of which a vínculo may have several without a number of their own: told apart by order, shown without it.
SEM_NUMERO_PROPRIO: frozenset[TipoPrazo] = frozenset({TipoPrazo.EXERCICIO, TipoPrazo.APRESENTACAO})


class EstadoPrazo(Rotulado):
    """State of a deadline on a day (section 10)."""

    SUSPENSO = "suspenso", "Suspenso"
    ABERTO = "aberto", "Aberto"
    ZONA_CINZENTA = "zona_cinzenta", "Zona cinzenta"
    VENCIDO = "vencido", "Vencido"
    CUMPRIDO = "cumprido", "Cumprido"
    CUMPRIDO_FORA_DO_PRAZO = "cumprido_fora_do_prazo", "Cumprido fora do prazo"
    PREJUDICADO = "prejudicado", "Prejudicado"


class Desfecho(Rotulado):
    """How a deadline closed; with the day of the closing it gives the state on any day."""

    CUMPRIDO = "cumprido", "Cumprido"
    SATISFEITO = "satisfeito", "Satisfeito em qualquer data"
    PERDIDO = "perdido", "Objeto perdido"
    PREJUDICADO = "prejudicado", "Prejudicado"


class TipoRessalva(Rotulado):
    """What allows a fact to be recorded although a legal requirement failed (rule 0)."""

    DECISAO_JUDICIAL = "decisao_judicial", "Decisão judicial"
    PARECER_PGE = "parecer_pge", "Parecer da PGE"
    ATO_CONSUMADO = "ato_consumado", "Ato consumado"


class Inspecao(Rotulado):
    """Result of the official medical inspection (art. 20)."""

    APTO = "apto", "Apto"
    INAPTO = "inapto", "Inapto"
    AUSENTE = "ausente", "Sem laudo"


class MotivoAfastamento(Rotulado):
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
    ESTUDO = "estudo", "Estudo em outro ponto do país"
    MISSAO = "missao", "Missão em outro ponto do país"
    TREINAMENTO = "treinamento", "Programa de treinamento"
    A_DISPOSICAO = "a_disposicao", "Cargo temporário em outro órgão ou entidade (à disposição)"
    MANDATO_SINDICAL = "mandato_sindical", "Mandato em entidade sindical"
    SERVICO_OBRIGATORIO = "servico_obrigatorio", "Júri e outros serviços obrigatórios por lei"
    LICENCA_ADOTANTE = "licenca_adotante", "Licença à adotante"
    LICENCA_PATERNIDADE = "licenca_paternidade", "Licença-paternidade"
    ACIDENTE_SERVICO = "acidente_servico", "Licença por acidente em serviço ou doença profissional"
    SERVIDOR_ATLETA = "servidor_atleta", "Licença do servidor-atleta"
    DOACAO_SANGUE = "doacao_sangue", "Doação de sangue"
    ALISTAMENTO_ELEITORAL = "alistamento_eleitoral", "Alistamento eleitoral"
    CASAMENTO = "casamento", "Casamento"
    LUTO = "luto", "Luto"
    TRANSITO = "transito", "Trânsito (mudança de sede)"
    ABONO = "abono", "Abono de falta"
    FALTA_INJUSTIFICADA = "falta_injustificada", "Falta injustificada"
    AFASTAMENTO_PREVENTIVO = "afastamento_preventivo", "Afastamento preventivo"
    PRISAO = "prisao", "Prisão"
    PRISAO_CONDENACAO = "prisao_condenacao", "Prisão seguida de condenação"


class EspecieDesignacao(Rotulado):
    """What a designação is for (art. 11, parágrafo único)."""

    CHEFIA = "chefia", "Chefia"
    ASSESSORAMENTO = "assessoramento", "Assessoramento"


class CriterioPromocao(Rotulado):
    """Criterion of a promoção (arts. 30 to 33)."""

    ANTIGUIDADE = "antiguidade", "Antiguidade"
    MERECIMENTO = "merecimento", "Merecimento"


class OrigemTempo(Rotulado):
    """Where the time of an averbação was served."""

    ESTADO = "estado", "Estado da Bahia"
    UNIAO = "uniao", "União"
    OUTRO_ESTADO = "outro_estado", "Outro Estado ou Distrito Federal"
    MUNICIPIO = "municipio", "Município"
    FORCAS_ARMADAS = "forcas_armadas", "Forças Armadas"
    PRIVADA = "privada", "Atividade privada (INSS)"


class FinalidadeAverbacao(Rotulado):
    """What an averbação counts for."""

    APOSENTADORIA = "aposentadoria", "Aposentadoria"
    DISPONIBILIDADE = "disponibilidade", "Disponibilidade"
    ADICIONAL = "adicional", "Adicional por tempo de serviço"


class ResultadoJunta(Rotulado):
    """What the official junta found (art. 43)."""

    LIMITACAO = "limitacao", "Limitação comprovada"
    SEM_LIMITACAO = "sem_limitacao", "Sem limitação"
    AUSENTE = "ausente", "Sem laudo"


class FundamentoExoneracao(Rotulado):
    """Ground of an exoneração de ofício."""

    NAO_EXERCICIO = "nao_exercicio", "Não entrou em exercício no prazo"
    REPROVACAO_ESTAGIO = "reprovacao_estagio", "Reprovação no estágio probatório"
    OUTRO = "outro", "Outro (com fundamento)"


class FundamentoSemEfeito(Rotulado):
    """Ground for annulling a nomeação that was not followed by posse."""

    DECURSO_DO_PRAZO = "decurso_do_prazo", "A posse não aconteceu no prazo"
    OUTRO = "outro", "Outro (com fundamento)"


class ResultadoEstagio(Rotulado):
    """Result homologated at the end of the estágio probatório."""

    APROVADO = "aprovado", "Aprovado"
    REPROVADO = "reprovado", "Reprovado"


class FormaIngresso(Rotulado):
    """How a person already in service entered (assentamento inicial)."""

    CONCURSO = "concurso", "Concurso público"
    ESTABILIZADO_ADCT_19 = "estabilizado_adct_19", "Estabilizado (ADCT, art. 19)"
    NAO_ESTAVEL_ANTERIOR_1988 = "nao_estavel_anterior_1988", "Não estável, anterior a 1988"
    OUTRO = "outro", "Outra"


class FonteAssentamento(Rotulado):
    """Where the data of an assentamento inicial comes from."""

    SIRH = "sirh", "SIRH"
    RH_BAHIA = "rh_bahia", "RH Bahia"
    PAPEL = "papel", "Papel"


class SituacaoInicial(Rotulado):
    """State declared by an assentamento inicial."""

    EM_EXERCICIO = "em_exercicio", "Em exercício"
    EM_ESTAGIO_PROBATORIO = "em_estagio_probatorio", "Em estágio probatório"
    ESTAVEL = "estavel", "Estável"
    APOSENTADO = "aposentado", "Aposentado"
    EM_DISPONIBILIDADE = "em_disponibilidade", "Em disponibilidade"
    DESLIGADO = "desligado", "Desligado"


class TipoAposentadoria(Rotulado):
    """Kinds of retirement; since EC 103/2019 the first is by incapacidade permanente."""

    INVALIDEZ = "invalidez", "Por invalidez (incapacidade permanente)"
    VOLUNTARIA = "voluntaria", "Voluntária"
    COMPULSORIA = "compulsoria", "Compulsória"


class TipoProvimento(Rotulado):
    """Forms of provimento that need no posse (arts. 10 and 21)."""

    REVERSAO = "reversao", "Reversão"
    APROVEITAMENTO = "aproveitamento", "Aproveitamento"
    REINTEGRACAO = "reintegracao", "Reintegração"
    RECONDUCAO = "reconducao", "Recondução"


class TipoExtincao(Rotulado):
    """How a cargo ceases to be needed (arts. 3º and 37)."""

    EXTINCAO = "extincao", "Extinção por lei"
    DESNECESSIDADE = "desnecessidade", "Declaração de desnecessidade"


class FundamentoReintegracao(Rotulado):
    """What annulled the demissão (art. 41)."""

    JUDICIAL = "judicial", "Sentença judicial transitada em julgado"
    REVISAO = "revisao", "Revisão do processo (art. 250)"


class OrigemVaga(Rotulado):
    """Where a post comes from (N7): created by law, or freed by a vacância."""

    CRIACAO = "criacao", "Criação por lei"
    APOSENTADORIA = "aposentadoria", "Aposentadoria"
    FALECIMENTO = "falecimento", "Falecimento"
    EXONERACAO = "exoneracao", "Exoneração"
    DEMISSAO = "demissao", "Demissão"
    SEM_EFEITO = "sem_efeito", "Nomeação sem efeito"
    POSSE_INACUMULAVEL = "posse_inacumulavel", "Posse em cargo inacumulável"
    OUTRA = "outra", "Outra"


class AreaVaga(Rotulado):
    """Area of a post: education, health and security are excepted from the prudential limit (N7)."""

    EDUCACAO = "educacao", "Educação"
    SAUDE = "saude", "Saúde"
    SEGURANCA = "seguranca", "Segurança"
    OUTRA = "outra", "Outra"


class AlcanceRepublicacao(Rotulado):
    """Whether a republication starts the deadlines again (rule C13)."""

    SUBSTANCIAL = "substancial", "Muda pessoa, cargo ou quadro (recomeça os prazos)"
    FORMAL = "formal", "Correção formal (não recomeça)"


class ContagemPublicacao(Rotulado):
    """Reading of a term counted from publication (rule C4)."""

    LITERAL = "literal", "Literal (arts. 19 e 34)"
    ART_259 = "art_259", "Art. 259, §§ 1º e 2º"


class FimDeMes(Rotulado):
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
        MotivoAfastamento.FALTA_INJUSTIFICADA,
        MotivoAfastamento.PRISAO_CONDENACAO,
    }
)
"""Whole absences; of the abonos only the days beyond the limits (``ausencias.dias_que_nao_contam``)."""

#: Absences that are not a lawful impediment (arts. 19, § 1º, and 21, § 2º): a penalty, a fault.
NAO_SAO_IMPEDIMENTO: frozenset[MotivoAfastamento] = frozenset(
    {MotivoAfastamento.SUSPENSAO, MotivoAfastamento.FALTA_INJUSTIFICADA}
)

#: Absences that are no leave: who is on them is not shown as afastado (section 10).
NAO_AFASTAM: frozenset[MotivoAfastamento] = frozenset(
    {MotivoAfastamento.FERIAS, MotivoAfastamento.FALTA_INJUSTIFICADA, MotivoAfastamento.ABONO}
)
