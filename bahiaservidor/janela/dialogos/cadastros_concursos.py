"""Concursos, lists and candidates."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QSpinBox, QWidget

from ...estatuto.atos.base import SituacaoConcurso
from ...estatuto.atos.nomeacao import validade
from ...estatuto.formatos.datas import formatar_data
from ...estatuto.reservas import FRACOES, NENHUMA, RESERVADAS, Modalidade, Posicoes, escrever_alternancia
from ...estatuto.tipos import FimDeMes
from ...servicos import cadastros
from ...servicos.tipos import Candidato, Cargo, Concurso, Lista, Orgao
from ..casa import Casa
from ..componentes.combo import Combo, Opcao
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, reestilizar, texto
from ..modelos.base import ModeloLista
from ..modelos.candidatos import LinhaLida, ler_candidatos
from ..modelos.concursos import COLUNAS_LINHAS_LIDAS
from ..operacoes import Mudanca
from ..tema import Tom
from .cadastros_base import DialogoCadastro
from .cadastros_orgaos import opcoes_de_orgaos

MODALIDADES = ("Ampla concorrência", "Pessoas com deficiência", "Pessoas negras")


_ALTERNANCIAS = (
    ("", "Ainda não informada"),
    (FRACOES, "Pelas frações da lei"),
    ("edital", "Pelas posições do edital"),
    (NENHUMA, "O edital não alterna"),
)

_POSICOES = ("pcd_primeira", "pcd_intervalo", "negros_primeira", "negros_intervalo")


class DialogoConcurso(DialogoCadastro[Concurso]):
    """A concurso: homologação, validity, its one extension, and how its lists alternate."""

    def __init__(
        self, casa: Casa, concurso: Concurso | None = None, *, orgaos: Sequence[Orgao] = (),
        pai: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(casa, "Editar concurso" if concurso else "Novo concurso", pai, largura=700)
        self._original = concurso
        atual = concurso or Concurso(edital="", homologacao=casa.hoje())
        self.texto("edital", "&Edital", atual.edital, obrigatorio=True, dica="SAEB/02/2026")
        self.data("edital_em", "Edital publicado e&m", atual.edital_em)
        self.busca("orgao", "Ór&gão", opcoes_de_orgaos(orgaos), atual.orgao_id, largo=True)
        self.homologacao = self.data(
            "homologacao", "&Homologação publicada em", concurso.homologacao if concurso else None, obrigatorio=True
        )
        self.meses = self.inteiro(
            "validade", "&Validade (meses)", atual.validade_meses, de=1, ate=24, ajuda="Até 24 (art. 14).",
        )  # fmt: skip
        self.prorrogacao = self.data(
            "prorrogacao", "&Prorrogação publicada em", atual.prorrogacao,
            ajuda="Uma só vez, por igual prazo, por ato publicado dentro da validade (art. 14).",
        )  # fmt: skip
        self.texto("prorrogacao_ato", "At&o da prorrogação", atual.prorrogacao_ato, dica="Portaria nº … de …")
        self.texto(
            "autorizacao", "&Autorização", atual.autorizacao, dica="Processo ou despacho",
            ajuda="Ato que autorizou o concurso (art. 13).",
        )  # fmt: skip
        self.texto(
            "orgao_central", "Órgão cen&tral", atual.orgao_central, ajuda="Quem organizou o concurso (art. 15).",
        )  # fmt: skip
        self._perguntar_alternancia(atual.alternancia)
        self.fim_de_lista = QCheckBox("O candidato pode pedir o &fim da lista", self)
        self.fim_de_lista.setChecked(atual.fim_de_lista)
        self.desempate = QCheckBox("Desempate por tempo de &serviço ao Estado", self)
        self.desempate.setChecked(atual.desempate_servico)
        self.desempate.setAccessibleDescription("O programa avisa e não aplica: a constitucionalidade é discutida.")
        self.formulario.adicionar("fim_de_lista", "O que o edital admite", self.fim_de_lista)
        self.formulario.adicionar(
            "desempate", "Critério de desempate", self.desempate,
            ajuda="Só gera aviso: a constitucionalidade é discutida (art. 13, parágrafo único).",
        )  # fmt: skip
        self._validade = texto("", Papel.SUAVE, quebra=True, pai=self)
        self.corpo.addWidget(self._validade)
        for sinal in (self.homologacao.alterada, self.prorrogacao.alterada, self.meses.valueChanged):
            sinal.connect(self._mostrar_validade)
        self.alternancia.alterado.connect(self._mostrar_posicoes)
        self._mostrar_posicoes()
        self._mostrar_validade()
        self.rolar_formulario()

    def _perguntar_alternancia(self, escrita: str) -> None:
        lida = _posicoes(escrita)
        opcoes = [Opcao(valor=valor, rotulo=rotulo) for valor, rotulo in _ALTERNANCIAS]
        self.alternancia: Combo = self.combo(
            "alternancia", "Ordem entre as &listas", opcoes, "edital" if lida else escrita, largo=True,
            ajuda="Como a ampla concorrência e as reservas se alternam; sem resposta, usam-se as frações da lei.",
        )  # fmt: skip
        pcd = lida.get(Modalidade.PCD, Posicoes(primeira=5, intervalo=20))
        negros = lida.get(Modalidade.NEGROS, Posicoes(primeira=3, intervalo=3))
        for chave, rotulo, valor in (
            ("pcd_primeira", "Pessoas com deficiência: primeira vaga", pcd.primeira),
            ("pcd_intervalo", "e depois uma a cada", pcd.intervalo),
            ("negros_primeira", "Pessoas negras: primeira vaga", negros.primeira),
            ("negros_intervalo", "e depois uma a cada", negros.intervalo),
        ):
            self.inteiro(chave, rotulo, valor, de=0 if chave.endswith("primeira") else 1, ate=9999,
                         ajuda="0 quando o edital não a tem." if chave.endswith("primeira") else "")  # fmt: skip
        for qual, chave in ((Modalidade.PCD, "pcd_primeira"), (Modalidade.NEGROS, "negros_primeira")):
            campo = self.formulario.campo(chave)
            if lida and qual not in lida and isinstance(campo, QSpinBox):
                campo.setValue(0)

    @Slot()
    def _mostrar_posicoes(self, *_: object) -> None:
        for chave in _POSICOES:
            self.formulario.mostrar(chave, self.alternancia.valor() == "edital")

    def _alternancia(self) -> str:
        escolhida: str = self.alternancia.valor() or ""
        if escolhida != "edital":
            return escolhida
        return escrever_alternancia(
            {
                qual: Posicoes(primeira=self.valor(f"{qual}_primeira"), intervalo=self.valor(f"{qual}_intervalo"))
                for qual in RESERVADAS
                if self.valor(f"{qual}_primeira")
            }
        )

    def _fim(self, *, prorrogado: bool) -> str:
        homologacao = self.homologacao.data()
        if homologacao is None:
            return ""
        situacao = SituacaoConcurso(
            nome="", homologacao=homologacao, validade_meses=self.meses.value(),
            prorrogacao=self.prorrogacao.data() if prorrogado else None,
        )  # fmt: skip
        return formatar_data(validade(situacao, FimDeMes.DIA_SEGUINTE))

    @Slot()
    def _mostrar_validade(self) -> None:
        fim, primeiro = self._fim(prorrogado=True), self._fim(prorrogado=False)
        if not fim:
            self._validade.setText("")
        elif self.prorrogacao.data() is not None and fim == primeiro:
            self._validade.setText(
                f"A prorrogação está fora da validade e não conta: o concurso vale até {primeiro} (art. 12)."
            )
        else:
            self._validade.setText(f"Vale até {fim}, último dia incluído.")

    def frase_da_validade(self) -> str:
        """Return what is said of the validity."""
        return self._validade.text()

    def verificar(self) -> None:
        self.ordem_das_datas("homologacao", "prorrogacao", "A prorrogação é anterior à homologação.")
        self.ordem_das_datas("edital_em", "homologacao", "A homologação é anterior ao edital.")

    def construir(self) -> Concurso:
        return Concurso(
            id=self._original.id if self._original else None, edital=self.valor("edital"),
            orgao_id=self.valor("orgao"), homologacao=self.valor("homologacao"),
            validade_meses=self.valor("validade"), prorrogacao=self.valor("prorrogacao"),
            autorizacao=self.valor("autorizacao"), orgao_central=self.valor("orgao_central"),
            edital_em=self.valor("edital_em"), prorrogacao_ato=self.valor("prorrogacao_ato"),
            alternancia=self._alternancia(), fim_de_lista=self.fim_de_lista.isChecked(),
            desempate_servico=self.desempate.isChecked(),
        )  # fmt: skip

    def gravacao(self, valor: Concurso) -> Callable[[], object]:
        ctx = self.casa.ctx
        return lambda: cadastros.salvar_concurso(ctx, concurso=valor)

    def mudanca(self, valor: Concurso) -> Mudanca:
        return Mudanca(cadastros=frozenset({"concursos"}))

    def dizer(self, valor: Concurso) -> str:
        return f"Concurso salvo: {valor.edital}."


def _posicoes(escrita: str) -> dict[Modalidade, Posicoes]:
    """Return the positions that a text gives; none for the other ways of alternating."""
    achadas = re.findall(r"(pcd|negros)=(\d+)/(\d+)", escrita)
    return {Modalidade(qual): Posicoes(primeira=int(p), intervalo=int(i)) for qual, p, i in achadas}


class DialogoLista(DialogoCadastro[Lista]):
    """A list: each is named in its own order (art. 12)."""

    def __init__(
        self, casa: Casa, concurso: Concurso, lista: Lista | None = None, *, cargos: Sequence[Cargo],
        pai: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(
            casa, "Editar lista" if lista else "Nova lista", pai,
            explicacao="A ordem de classificação vale dentro de cada lista: cargo, especialidade, polo e modalidade "
            "(art. 12).",
        )  # fmt: skip
        if concurso.id is None:
            raise ValueError("concurso sem id")
        self._concurso_id = concurso.id
        self._original = lista
        opcoes = [Opcao(valor=c.id, rotulo=c.nome, detalhe=c.especialidade or c.grupo) for c in cargos]
        self.busca("cargo", "Ca&rgo", opcoes, lista.cargo_id if lista else None, obrigatorio=True, largo=True)
        self.texto("especialidade", "&Especialidade", lista.especialidade if lista else "")
        self.texto("polo", "&Polo", lista.polo if lista else "", dica="Território ou município")
        self.texto(
            "modalidade", "&Modalidade", lista.modalidade if lista else MODALIDADES[0], obrigatorio=True, largo=True,
            sugestoes=MODALIDADES,
        )  # fmt: skip
        self.vagas = self.inteiro(
            "vagas", "&Vagas do edital", (lista.vagas or 0) if lista else 0, ate=99_999,
            ajuda="Neste cargo e polo, somadas as reservadas; 0 quando não se sabe.",
        )  # fmt: skip

    def construir(self) -> Lista:
        return Lista(
            id=self._original.id if self._original else None, concurso_id=self._concurso_id,
            cargo_id=self.valor("cargo"), especialidade=self.valor("especialidade"), polo=self.valor("polo"),
            modalidade=self.valor("modalidade"), vagas=self.valor("vagas") or None,
        )  # fmt: skip

    def gravacao(self, valor: Lista) -> Callable[[], object]:
        ctx = self.casa.ctx
        return lambda: cadastros.salvar_lista(ctx, lista=valor)

    def mudanca(self, valor: Lista) -> Mudanca:
        return Mudanca(cadastros=frozenset({"concursos"}))

    def dizer(self, valor: Lista) -> str:
        return "Lista salva. Inclua agora os candidatos, na ordem de classificação."


class DialogoCandidatos(DialogoCadastro[tuple[Candidato, ...]]):
    """Candidates typed or pasted, one a line; each line says at once what was read or why it was not."""

    def __init__(
        self, casa: Casa, lista: Lista, *, existentes: Sequence[Candidato] = (), pai: QWidget | None = None
    ) -> None:
        super().__init__(
            casa, "Incluir candidatos", pai, largura=860, acao="&Incluir",
            explicacao="Cole da planilha ou digite, um por linha: classificação; nome; CPF; nascimento. "
            "CPF e nascimento podem faltar.",
        )  # fmt: skip
        if lista.id is None:
            raise ValueError("lista sem id")
        self._lista_id = lista.id
        self._existentes = tuple(existentes)
        self._lidas: tuple[LinhaLida, ...] = ()
        self.campo = QPlainTextEdit(self)
        self.campo.setTabChangesFocus(True)
        self.campo.setPlaceholderText("1;Ana Souza Prado;529.982.247-25;14/03/1994\n2;João Ribeiro Lima")
        self.campo.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.campo.setMinimumHeight(130)
        self.formulario.adicionar("linhas", "C&andidatos", self.campo, obrigatorio=True, largo=True)
        self.modelo: ModeloLista[LinhaLida] = ModeloLista(COLUNAS_LINHAS_LIDAS, (), self)
        self.tabela = Tabela(pai=self)
        self.tabela.setAccessibleName("O que foi lido de cada linha")
        self.tabela.definir_modelo(self.modelo)
        self.tabela.setMinimumHeight(190)
        self.resumo = texto("", Papel.SUAVE, quebra=True, pai=self)
        self.corpo.addWidget(self.tabela, 1)
        self.corpo.addWidget(self.resumo)
        self.confirmar.setDefault(False)
        self.confirmar.setAutoDefault(False)
        self._espera = QTimer(self)
        self._espera.setSingleShot(True)
        self._espera.setInterval(150)
        self._espera.timeout.connect(self.reler)
        self.campo.textChanged.connect(self._espera.start)
        self.reler()
        self.campo.setFocus()

    @Slot()
    def reler(self) -> None:
        """Read the text again and show what each line gives."""
        self._espera.stop()
        self._lidas = ler_candidatos(self.campo.toPlainText(), lista_id=self._lista_id, existentes=self._existentes)
        self.modelo.definir(self._lidas)
        erros = sum(1 for linha in self._lidas if linha.erro)
        bons = len(self._lidas) - erros
        self.tabela.setVisible(bool(self._lidas))
        if not self._lidas:
            dito = ""
        elif erros:
            quantas = "1 linha precisa" if erros == 1 else f"{erros} linhas precisam"
            lidos = "1 lida" if bons == 1 else f"{bons} lidas"
            dito = f"{quantas} de correção e {lidos} sem erro. Nada entra enquanto houver erro."
        else:
            dito = "1 candidato pronto para incluir." if bons == 1 else f"{bons} candidatos prontos para incluir."
        self.resumo.setText(dito)
        self.resumo.setProperty("tom", str(Tom.PERIGO) if erros else "")
        reestilizar(self.resumo)
        self.confirmar.setText("&Incluir" if bons == 0 else f"&Incluir {bons}")
        self.confirmar.setEnabled(bool(bons) and not erros)

    def lidas(self) -> tuple[LinhaLida, ...]:
        """Return the lines as read."""
        return self._lidas

    def construir(self) -> tuple[Candidato, ...]:
        self.reler()
        return tuple(linha.candidato for linha in self._lidas if linha.candidato is not None)

    def gravacao(self, valor: tuple[Candidato, ...]) -> Callable[[], object]:
        ctx, lista_id = self.casa.ctx, self._lista_id
        return lambda: cadastros.salvar_candidatos(ctx, lista_id=lista_id, candidatos=valor)

    def mudanca(self, valor: tuple[Candidato, ...]) -> Mudanca:
        return Mudanca(cadastros=frozenset({"concursos"}))

    def dizer(self, valor: tuple[Candidato, ...]) -> str:
        return "1 candidato incluído." if len(valor) == 1 else f"{len(valor)} candidatos incluídos."
