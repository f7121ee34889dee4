"""Cargos and posts: create, edit, and the posts that a law creates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from ...estatuto.tipos import Carater
from ...servicos import cadastros
from ...servicos.tipos import Cargo, OcupacaoCargo, Unidade, Vagas
from ..casa import Casa
from ..componentes.combo import Combo, Opcao
from ..componentes.texto import Papel, texto
from ..modelos.cargos import em_duvida, nome_da_coluna
from ..operacoes import Mudanca
from .cadastros_base import DialogoCadastro
from .cadastros_orgaos import opcoes_de_unidades

_ESCOLARIDADES = ("fundamental", "médio", "médio técnico", "superior")

_DUVIDA = "A confirmar: ainda não conferido na lei."


class DialogoCargo(DialogoCadastro[Cargo]):
    """A cargo and its place in the career plan; what came in doubt can be marked as checked, one field at a time."""

    def __init__(
        self, casa: Casa, cargo: Cargo | None = None, *, cargos: Sequence[Cargo] = (), pai: QWidget | None = None
    ) -> None:
        super().__init__(
            casa, "Editar cargo" if cargo else "Novo cargo", pai, largura=720,
            explicacao="O cargo é criado por lei, com natureza, escolaridade, jornada e número certo de vagas "
            "(arts. 3º a 6º).",
        )  # fmt: skip
        self._original = cargo
        self._conferidos: dict[str, QCheckBox] = {}
        atual = cargo or Cargo(nome="")

        def usados(campo: str) -> list[str]:
            return sorted({str(getattr(c, campo)) for c in cargos} - {""})

        def ajuda(campo: str, outra: str = "") -> str:
            return _DUVIDA if em_duvida(atual, campo) else outra

        self.texto("nome", "&Nome do cargo", atual.nome, obrigatorio=True, largo=True)
        natureza = [Opcao(valor=c, rotulo=c.rotulo) for c in Carater]
        self.natureza: Combo = self.combo(
            "natureza", "Na&tureza", natureza, atual.natureza, obrigatorio=True,
            ajuda="É também o caráter da nomeação (art. 11).",
        )  # fmt: skip
        self.texto("simbolo", "Sí&mbolo", atual.simbolo, dica="DAS-2C", limite=20)
        self.texto("grupo", "&Grupo ocupacional", atual.grupo, sugestoes=usados("grupo"))
        self.texto("categoria", "Categoria &funcional", atual.categoria, sugestoes=usados("categoria"))
        self.texto(
            "carreira", "&Carreira", atual.carreira, sugestoes=usados("carreira"),
            ajuda=ajuda("carreira", "O aproveitamento e a recondução procuram a mesma carreira (arts. 38 e 42)."),
        )  # fmt: skip
        self.texto("especialidade", "Especialida&de", atual.especialidade, sugestoes=usados("especialidade"))
        self.texto("lei", "&Lei que o criou", atual.lei, ajuda=ajuda("lei"), dica="11.374/2009")
        self.texto(
            "escolaridade", "&Escolaridade exigida", atual.escolaridade, ajuda=ajuda("escolaridade"),
            sugestoes=_ESCOLARIDADES,
        )  # fmt: skip
        self.texto(
            "jornada_semanal", "&Jornada semanal (horas)", atual.jornada_semanal,
            ajuda=ajuda("jornada_semanal", "30, salvo quando a lei diz outra (art. 24)."),
        )  # fmt: skip
        self.texto(
            "niveis", "Classes e &referências", atual.niveis, dica="classes I-IV / refs 1-3",
            ajuda=ajuda("niveis", "Escreva como na lei: classes I-III, graus I-IV / refs 1-3."),
        )  # fmt: skip
        self.texto("orgao_tipico", "Órgão típic&o", atual.orgao_tipico, ajuda=ajuda("orgao_tipico"))
        if cargo is not None:
            self.data(
                "extinto_em", "E&xtinto em", atual.extinto_em, ajuda="Cargo extinto não recebe nomeação (art. 3º)."
            )
        if atual.a_confirmar:
            self._perguntar_conferencia(atual)
        self.rolar_formulario()

    def _perguntar_conferencia(self, cargo: Cargo) -> None:
        quadro = QWidget(self)
        pilha = QGridLayout(quadro)
        pilha.setContentsMargins(0, 4, 0, 0)
        pilha.setSpacing(4)
        pilha.addWidget(texto("Conferi no texto da lei", Papel.SECAO, pai=quadro), 0, 0, 1, 3)
        for numero, coluna in enumerate(cargo.a_confirmar):
            caixa = QCheckBox(nome_da_coluna(coluna).capitalize(), quadro)
            caixa.setAccessibleDescription("Marque quando tiver conferido este dado na lei.")
            pilha.addWidget(caixa, 1 + numero // 3, numero % 3)
            self._conferidos[coluna] = caixa
        self.corpo.addWidget(quadro)

    def construir(self) -> Cargo:
        base = self._original or Cargo(nome="")
        extinto = self.valor("extinto_em") if "extinto_em" in self.formulario.chaves() else base.extinto_em
        restam = tuple(c for c in base.a_confirmar if not self._conferidos[c].isChecked())
        return replace(
            base,
            nome=self.valor("nome"),
            natureza=self.valor("natureza"),
            simbolo=self.valor("simbolo"),
            grupo=self.valor("grupo"),
            categoria=self.valor("categoria"),
            carreira=self.valor("carreira"),
            especialidade=self.valor("especialidade"),
            lei=self.valor("lei"),
            escolaridade=self.valor("escolaridade"),
            jornada_semanal=self.valor("jornada_semanal"),
            niveis=self.valor("niveis"),
            orgao_tipico=self.valor("orgao_tipico"),
            extinto_em=extinto,
            a_confirmar=restam,
        )

    def gravacao(self, valor: Cargo) -> Callable[[], object]:
        ctx = self.casa.ctx
        return lambda: cadastros.salvar_cargo(ctx, cargo=valor)

    def mudanca(self, valor: Cargo) -> Mudanca:
        return Mudanca(cadastros=frozenset({"cargos"}))

    def dizer(self, valor: Cargo) -> str:
        return f"Cargo salvo: {valor.nome}."


class DialogoVagas(DialogoCadastro[Vagas]):
    """Posts of a cargo created by a law, in a unit or not yet lotadas."""

    def __init__(
        self, casa: Casa, ocupacao: OcupacaoCargo, *, unidades: Sequence[Unidade], pai: QWidget | None = None
    ) -> None:
        super().__init__(
            casa, "Criar vagas", pai, acao="Criar &vagas",
            explicacao=f"{ocupacao.cargo.nome}. As vagas se somam às já criadas; nenhuma nomeação passa do total "
            "(art. 3º).",
        )  # fmt: skip
        if ocupacao.cargo.id is None:
            raise ValueError("cargo sem id")
        self._cargo_id = ocupacao.cargo.id
        self._criadas = ocupacao.criadas
        self._ocupadas = ocupacao.ocupadas
        self.quantidade = self.inteiro("quantidade", "&Quantidade", 1, de=1)
        self.data("desde", "Criadas &desde", None, ajuda="Dia em que a lei passou a valer.")
        self.texto("lei", "&Lei que criou as vagas", "", obrigatorio=True, dica="Lei 11.374/2009")
        self.texto("ato", "A&to", "", dica="Decreto nº … de …", ajuda="O que distribuiu os postos, se houve.")
        self.data("publicado_em", "&Publicado em", None)
        self.busca(
            "unidade", "&Unidade", opcoes_de_unidades(unidades), None, largo=True,
            dica="Em branco: ainda sem lotação", ajuda="Vagas sem lotação servem a qualquer unidade.",
        )  # fmt: skip
        self._resultado = texto("", Papel.SUAVE, quebra=True, pai=self)
        self.corpo.addWidget(self._resultado)
        self.quantidade.valueChanged.connect(self._contar)
        self._contar()

    @Slot()
    def _contar(self) -> None:
        criadas = (self._criadas or 0) + self.quantidade.value()
        livres = criadas - self._ocupadas
        sobra = f"livres, {livres}" if livres >= 0 else f"ocupadas além do número criado, {-livres}"
        self._resultado.setText(f"Depois de salvar: criadas, {criadas}; ocupadas, {self._ocupadas}; {sobra}.")

    def resultado(self) -> str:
        """Return the sentence that says how many posts there will be."""
        return self._resultado.text()

    def construir(self) -> Vagas:
        return Vagas(
            cargo_id=self._cargo_id, unidade_id=self.valor("unidade"), quantidade=self.valor("quantidade"),
            lei=self.valor("lei"), desde=self.valor("desde"), ato=self.valor("ato"),
            publicado_em=self.valor("publicado_em"),
        )  # fmt: skip

    def gravacao(self, valor: Vagas) -> Callable[[], object]:
        ctx = self.casa.ctx
        return lambda: cadastros.salvar_vagas(ctx, vagas=valor)

    def mudanca(self, valor: Vagas) -> Mudanca:
        return Mudanca(cadastros=frozenset({"vagas", "cargos"}))

    def dizer(self, valor: Vagas) -> str:
        return "1 vaga criada." if valor.quantidade == 1 else f"{valor.quantidade} vagas criadas."
