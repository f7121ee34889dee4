"""Vínculos in a spreadsheet: person and assentamento inicial in one row, with the source and the day it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from ..estatuto import dispositivos as d
from ..estatuto.atos.base import Ressalva
from ..estatuto.formatos import matricula as matricula_
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.tipos import Carater, FonteAssentamento, FormaIngresso, SituacaoInicial, TipoAposentadoria
from ..registro.consultas import importacao as consultas
from . import importacao_celulas as celulas
from .frases import enumerar
from .importacao_base import cargo_da_linha
from .importacao_linha import Campo, Duvida, Efeito, Linha
from .importacao_pessoas import CAMPOS_DA_PESSOA, Conhecida, Pessoas
from .importacao_sessao import Especie, Sessao
from .lancamento import Recusa, registrar_em
from .tipos import PedidoAto
from .tipos.importacao import Parecido

_SITUACOES: Final = {
    "ativo": SituacaoInicial.EM_EXERCICIO,
    "em atividade": SituacaoInicial.EM_EXERCICIO,
    "estagio probatorio": SituacaoInicial.EM_ESTAGIO_PROBATORIO,
    "em estagio": SituacaoInicial.EM_ESTAGIO_PROBATORIO,
    "estavel no servico publico": SituacaoInicial.ESTAVEL,
    "inativo": SituacaoInicial.APOSENTADO,
    "disponibilidade": SituacaoInicial.EM_DISPONIBILIDADE,
    "exonerado": SituacaoInicial.DESLIGADO,
}
CARATERES: Final = {
    "efetivo": Carater.PERMANENTE,
    "cargo efetivo": Carater.PERMANENTE,
    "comissionado": Carater.TEMPORARIO,
    "cargo em comissao": Carater.TEMPORARIO,
    "comissao": Carater.TEMPORARIO,
}
_DO_ATO: Final = (
    "carater", "situacao", "forma", "data_posse", "data_exercicio", "estavel_desde", "dias_contados", "aposentadoria",
    "observacao",
)  # fmt: skip

CAMPO_CARGO: Final = Campo(
    chave="cargo", rotulo="Cargo", ler=celulas.texto, obrigatorio=True, exemplo="Analista Técnico",
    ajuda="Nome, símbolo ou número do cargo no registro.",
    sinonimos=("nome do cargo", "cargo efetivo", "cargo funcao", "ds cargo", "codigo do cargo"),
)  # fmt: skip
CAMPO_SIMBOLO: Final = Campo(
    chave="simbolo", rotulo="Símbolo do cargo", ler=celulas.texto, exemplo="DAI-4", sinonimos=("simbolo",)
)
CAMPO_ESPECIALIDADE: Final = Campo(
    chave="especialidade", rotulo="Especialidade do cargo", ler=celulas.texto, sinonimos=("especialidade",)
)
CAMPO_UNIDADE: Final = Campo(
    chave="unidade", rotulo="Unidade de lotação", ler=celulas.texto, exemplo="Diretoria de Pessoal",
    ajuda="Nome, sigla ou número da unidade no registro.",
    sinonimos=("unidade", "lotacao", "setor", "unidade administrativa", "local de trabalho"),
)  # fmt: skip
CAMPO_ORGAO: Final = Campo(
    chave="orgao", rotulo="Órgão", ler=celulas.texto, exemplo="SAEB", ajuda="Distingue unidades de mesmo nome.",
    sinonimos=("sigla do orgao", "secretaria", "entidade"),
)  # fmt: skip
CAMPO_MATRICULA: Final = Campo(
    chave="matricula", rotulo="Matrícula", ler=celulas.matricula, exemplo="92.116.599",
    ajuda="Oito números, com os zeros à esquerda.",
    sinonimos=("cadastro", "nº matricula", "numero da matricula", "mat", "matricula funcional", "nr matricula"),
)  # fmt: skip

CAMPOS: Final = (
    *CAMPOS_DA_PESSOA[:4],
    CAMPO_MATRICULA,
    CAMPO_CARGO,
    CAMPO_SIMBOLO,
    CAMPO_ESPECIALIDADE,
    CAMPO_UNIDADE,
    CAMPO_ORGAO,
    Campo(chave="situacao", rotulo="Situação", ler=celulas.Escolha(SituacaoInicial, _SITUACOES), obrigatorio=True,
          exemplo="Em exercício", sinonimos=("situacao funcional", "status", "condicao")),
    Campo(chave="carater", rotulo="Caráter", ler=celulas.Escolha(Carater, CARATERES), exemplo="Permanente",
          ajuda="Em branco, o da natureza do cargo.", sinonimos=("tipo de vinculo", "natureza", "vinculo", "regime")),
    Campo(chave="forma", rotulo="Forma de ingresso", ler=celulas.Escolha(FormaIngresso), exemplo="Concurso público",
          sinonimos=("ingresso", "tipo de ingresso", "forma de admissao")),
    Campo(chave="data_posse", rotulo="Data da posse", ler=celulas.data, eh_data=True, exemplo="02/02/2015",
          sinonimos=("posse", "dt posse")),
    Campo(chave="data_exercicio", rotulo="Data do exercício", ler=celulas.data, eh_data=True, exemplo="05/02/2015",
          sinonimos=("exercicio", "dt exercicio", "inicio do exercicio", "admissao", "data de admissao",
                     "dt admissao")),
    Campo(chave="estavel_desde", rotulo="Estável desde", ler=celulas.data, eh_data=True, exemplo="05/02/2018",
          sinonimos=("estabilidade", "data da estabilidade")),
    Campo(chave="dias_contados", rotulo="Dias já contados", ler=celulas.inteiro,
          ajuda="De quem está em estágio: do exercício até a data do assentamento.", sinonimos=("dias de estagio",)),
    Campo(chave="aposentadoria", rotulo="Espécie da aposentadoria", ler=celulas.Escolha(TipoAposentadoria),
          sinonimos=("tipo de aposentadoria",)),
    Campo(chave="data", rotulo="Data do assentamento", ler=celulas.data, eh_data=True, exemplo="31/10/2026",
          ajuda="O dia em que os dados valem. Pode ser dada uma só vez, para o arquivo todo.",
          sinonimos=("data base", "posicao em", "referencia", "data de referencia")),
    Campo(chave="fonte", rotulo="Fonte", ler=celulas.Escolha(FonteAssentamento), exemplo="RH Bahia",
          ajuda="De onde vêm os dados. Pode ser dada uma só vez, para o arquivo todo.",
          sinonimos=("origem", "sistema")),
    Campo(chave="observacao", rotulo="Observação", ler=celulas.texto, sinonimos=("obs", "observacoes")),
    *CAMPOS_DA_PESSOA[4:],
)  # fmt: skip


class _Assentamentos:
    """Enters vínculos, each with its person."""

    def __init__(self, sessao: Sessao, linhas: Sequence[Linha]) -> None:
        self._sessao = sessao
        self._pessoas = Pessoas(sessao, linhas)
        numeros = [linha.valores["matricula"] for linha in linhas if "matricula" in linha.valores]
        achados = consultas.vinculos_das_matriculas(sessao.conexao, numeros) if numeros else []
        self._matriculas = {v.matricula: v for v in achados}
        self._matriculas_do_arquivo: dict[str, int] = {}
        self._vinculos: dict[int, list[Any]] = {}
        self._do_arquivo: dict[tuple[int, int], int] = {}
        self._fonte = celulas.Escolha(FonteAssentamento)(sessao.pedido.fonte) if sessao.pedido.fonte else None

    def ordem(self, linhas: Sequence[Linha]) -> Sequence[Linha]:
        return linhas

    def executar(self, linha: Linha) -> Efeito:
        sessao, quadro = self._sessao, self._sessao.quadro
        cargo = cargo_da_linha(sessao, linha)
        unidade: Any = None
        if "unidade" in linha.valores:
            unidade = linha.tentar("unidade", quadro.unidade, linha.get("unidade"), linha.get("orgao", ""))
        conteudo = self._conteudo(linha, cargo, unidade)
        dados = self._pessoas.dados(linha)
        self._conferir_datas(linha)
        linha.exigir_limpa()
        quem = self._pessoas.identificar(linha)
        if (feito := self._ja_esta(linha, quem, cargo)) is not None:
            return feito
        mudam = self._pessoas.planejar(linha, quem, conteudo["data"]) if quem is not None else {}
        pedido = PedidoAto(
            tipo="assentamento_inicial", conteudo=conteudo, matricula=linha.get("matricula"),
            servidor_id=quem.id if quem is not None else None, pessoa=dados if quem is None else None,
        )  # fmt: skip
        try:
            feito_ = registrar_em(sessao.ctx, sessao.lote, sessao.operacao, pedido, sessao.hoje)
        except Recusa as recusa:
            recusar(linha, recusa)
            raise
        mudou: tuple[str, ...] = ()
        if quem is not None:
            mudou = self._pessoas.completar(quem, mudam)
        novo = quem is None
        if quem is None:
            quem = self._pessoas.entrou(linha, feito_.servidor_id, dados)
        linha.avisos += feito_.avisos
        if numero := linha.get("matricula"):
            self._matriculas_do_arquivo[numero] = linha.numero
        self._do_arquivo[quem.id, cargo.id] = linha.numero
        de_quem = f"Cadastra {quem.nome} e abre" if novo else f"Abre, para {quem.nome},"
        pessoa = "criado" if novo else "alterado" if mudou else "sem_mudanca"
        return Efeito(
            resultado="entra",
            resumo=f"{de_quem} o vínculo de {cargo.nome}." + (f" Completa: {enumerar(mudou)}." if mudou else ""),
            sujeitos=(
                ("servidor", quem.id, None, pessoa),
                ("vinculo", feito_.vinculo_id, feito_.ato_id, "registrado"),
            ),
        )

    def concluir(self) -> None:
        self._pessoas.concluir()

    def _conteudo(self, linha: Linha, cargo: Any, unidade: Any) -> dict[str, Any]:
        fonte = linha.get("fonte") or self._fonte
        data = linha.get("data") or self._sessao.pedido.data
        if fonte is None:
            linha.faltar("fonte", "Falta a fonte dos dados (SIRH, RH Bahia ou papel), nesta linha ou no arquivo todo.")
        if data is None:
            linha.faltar("data", "Falta a data do assentamento, nesta linha ou no arquivo todo.", d.ART_22)
        elif data > self._sessao.hoje:
            motivo = f"{formatar_data(data)} ainda não chegou, e o assentamento só recebe o que já aconteceu."
            linha.faltar("data", motivo, d.ART_22)
        conteudo = linha.so(*_DO_ATO)
        if cargo is not None:
            conteudo["cargo"] = cargo.id
            conteudo.setdefault("carater", Carater(cargo.natureza))
        return conteudo | {"unidade": unidade and unidade.id, "fonte": fonte, "data": data}

    def _conferir_datas(self, linha: Linha) -> None:
        nascimento = linha.get("nascimento")
        if nascimento is not None and nascimento > self._sessao.hoje:
            return  # already told, in its own cell
        for chave in ("data_posse", "data_exercicio", "estavel_desde"):
            dia = linha.get(chave)
            if nascimento is not None and dia is not None and dia <= nascimento:
                linha.faltar(chave, f"{formatar_data(dia)} não é depois do nascimento, {formatar_data(nascimento)}.")

    def _ja_esta(self, linha: Linha, quem: Conhecida | None, cargo: Any) -> Efeito | None:
        """Return that the vínculo is already in the registry; refuse, or ask, when it may be the same."""
        numero = linha.get("matricula")
        if numero and (outra := self._matriculas_do_arquivo.get(numero)):
            linha.faltar("matricula", f"A matrícula {matricula_.formatar(numero)} já está na linha {outra}.")
        dono = self._matriculas.get(numero) if numero else None
        if dono is not None:
            if quem is not None and dono.servidor_id == quem.id and dono.cargo_id == cargo.id:
                return Efeito(
                    resultado="sem_mudanca", resumo=f"{quem.nome}: o vínculo já está no registro.",
                    sujeitos=(("vinculo", dono.id, None, "sem_mudanca"),),
                )  # fmt: skip
            de = f"{dono.nome}, no cargo {dono.cargo}"
            linha.faltar("matricula", f"A matrícula {matricula_.formatar(numero)} já é de {de}.")
        linha.exigir_limpa()
        if quem is None:
            return None
        if antes := self._do_arquivo.get((quem.id, cargo.id)):
            linha.faltar("cargo", f"{quem.nome} já está na linha {antes}, no mesmo cargo.")
            linha.exigir_limpa()
        if quem.linha or self._sessao.pedido.escolhas.get(linha.numero):
            return None
        iguais = [v for v in self._dos_vinculos(quem.id) if v.cargo_id == cargo.id and v.fim is None]
        if iguais and not (numero and all(v.matricula for v in iguais)):
            raise Duvida(
                f"{quem.nome} já tem vínculo neste cargo: diga se este é outro.",
                [self._o_mesmo(quem)], campo="cargo",
            )  # fmt: skip
        return None

    def _dos_vinculos(self, servidor_id: int) -> list[Any]:
        if servidor_id not in self._vinculos:
            self._vinculos[servidor_id] = consultas.vinculos_de(self._sessao.conexao, [servidor_id])
        return self._vinculos[servidor_id]

    def _o_mesmo(self, quem: Conhecida) -> Parecido:
        return Parecido(
            servidor_id=quem.id, nome=quem.nome, cpf=quem.cpf, nascimento=quem.nascimento, certo=True,
            matriculas=tuple(v.matricula for v in self._dos_vinculos(quem.id) if v.matricula), iguais=("Cargo",),
        )  # fmt: skip


def recusar(linha: Linha, recusa: Recusa, ressalva: Ressalva | None = None) -> None:
    """Add to a row every requirement for which the law refuses its act, each with its provision."""
    for requisito in recusa.requisitos:
        if requisito.recusa and not requisito.dispensado_por(ressalva):
            linha.faltar("", requisito.falta or requisito.descricao, requisito.dispositivo)


ASSENTAMENTOS = Especie(
    chave="assentamentos",
    rotulo="Vínculos (assentamento inicial)",
    explicacao="Abre o vínculo de quem já é servidor, na data e com a fonte dos dados; cadastra a pessoa, se preciso.",
    campos=CAMPOS,
    abrir=_Assentamentos,
    em_massa=True,
)
