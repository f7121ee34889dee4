"""The figures of a quadrimestre: RCL and spending on personnel, with their source."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from ...estatuto.erros import ErroDominio
from ...estatuto.formatos.datas import formatar_data
from ...estatuto.formatos.dinheiro import formatar_reais, ler_reais
from ...estatuto.lrf import LimitesLrf, fim_do_quadrimestre, percentual_da_rcl, porcento, ultimo_encerrado
from ...servicos import lrf
from ...servicos.tipos.lrf import NumerosLrf
from ..casa import Casa
from ..componentes.combo import Opcao
from ..componentes.texto import Papel, texto
from ..operacoes import Mudanca
from .cadastros_base import DialogoCadastro

FONTE = "Relatório de gestão fiscal"


class DialogoLrf(DialogoCadastro[NumerosLrf]):
    """The percentage is said while the figures are typed; a new one is the last that is not ``registrados`` yet."""

    def __init__(
        self, casa: Casa, numeros: NumerosLrf | None = None, *, limites: LimitesLrf,
        registrados: Collection[tuple[int, int]] = (), pai: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(
            casa, "Corrigir quadrimestre" if numeros else "Novo quadrimestre", pai,
            explicacao="Os números são os do relatório de gestão fiscal do Executivo, dos doze meses terminados no "
            "quadrimestre (LRF, arts. 18, 54 e 55).",
        )  # fmt: skip
        self._original = numeros
        self._limites = limites
        ano, quadrimestre = ultimo_encerrado(casa.hoje())
        while (ano, quadrimestre) in registrados:
            ano, quadrimestre = (ano, quadrimestre - 1) if quadrimestre > 1 else (ano - 1, 3)
        if numeros is not None:
            ano, quadrimestre = numeros.ano, numeros.quadrimestre
        fins = {q: fim_do_quadrimestre(ano, q) for q in (1, 2, 3)}
        opcoes = [Opcao(valor=q, rotulo=f"{q}º (até {fins[q]:%d/%m})") for q in (1, 2, 3)]
        self.quadrimestre = self.combo("quadrimestre", "&Quadrimestre", opcoes, quadrimestre, obrigatorio=True)
        self.ano = self.inteiro("ano", "&Ano", ano, de=2000, ate=casa.hoje().year)
        self.rcl = self._valor(
            "rcl", "&Receita corrente líquida (R$)", "60.123.456.789,01", numeros.rcl if numeros else None
        )
        self.despesa = self._valor(
            "despesa", "Despesa com &pessoal (R$)", "25.678.901.234,56", numeros.despesa if numeros else None
        )
        self.texto("fonte", "&Fonte", numeros.fonte if numeros else FONTE, obrigatorio=True, sugestoes=(FONTE,))
        self.data(
            "publicado_em", "P&ublicado em", numeros.publicado_em if numeros else None,
            ajuda="O relatório sai até 30 dias depois do fim do quadrimestre.",
        )  # fmt: skip
        self.texto("observacao", "&Observação", numeros.observacao if numeros else "", largo=True)
        self._resultado = texto("", Papel.SUAVE, quebra=True, pai=self)
        self.corpo.addWidget(self._resultado)
        self.rcl.textChanged.connect(self._contar)
        self.despesa.textChanged.connect(self._contar)
        self._contar()

    def _valor(self, chave: str, rotulo: str, dica: str, centavos: int | None) -> QLineEdit:
        inicial = formatar_reais(centavos) if centavos is not None else ""
        return self.texto(chave, rotulo, inicial, obrigatorio=True, dica=dica, limite=24)

    @Slot()
    def _contar(self, *_: object) -> None:
        try:
            rcl, despesa = ler_reais(self.rcl.text()), ler_reais(self.despesa.text())
        except ErroDominio:
            self._resultado.setText("")
            return
        if not rcl:
            self._resultado.setText("")
            return
        percentual = percentual_da_rcl(despesa, rcl)
        self._resultado.setText(f"{porcento(percentual)} da RCL: {self._limites.faixa(percentual).rotulo.lower()}.")

    def resultado(self) -> str:
        """Return the sentence that says the percentage."""
        return self._resultado.text()

    def verificar(self) -> None:
        for chave in ("rcl", "despesa"):
            escrito = self.valor(chave)
            if escrito:
                try:
                    centavos = ler_reais(escrito)
                except ErroDominio as erro:
                    self.formulario.erro(chave, erro.mensagem)
                else:
                    if chave == "rcl" and not centavos:
                        self.formulario.erro(chave, "A receita corrente líquida precisa ser maior que zero.")
        fim, publicado = self._fim(), self.valor("publicado_em")
        if publicado is not None and publicado < fim:
            self.formulario.erro("publicado_em", f"O quadrimestre só termina em {formatar_data(fim)}.")

    def _fim(self) -> date:
        return fim_do_quadrimestre(self.valor("ano"), self.valor("quadrimestre"))

    def construir(self) -> NumerosLrf:
        return NumerosLrf(
            id=self._original.id if self._original else None, ano=self.valor("ano"),
            quadrimestre=self.valor("quadrimestre"), rcl=ler_reais(self.valor("rcl")),
            despesa=ler_reais(self.valor("despesa")), fonte=self.valor("fonte"),
            publicado_em=self.valor("publicado_em"), observacao=self.valor("observacao"),
        )  # fmt: skip

    def gravacao(self, valor: NumerosLrf) -> Callable[[], object]:
        ctx, hoje = self.casa.ctx, self.casa.hoje()
        return lambda: lrf.salvar_numeros(ctx, numeros=valor, hoje=hoje)

    def mudanca(self, valor: NumerosLrf) -> Mudanca:
        return Mudanca(cadastros=frozenset({"lrf"}))

    def dizer(self, valor: NumerosLrf) -> str:
        return f"{valor.quadrimestre}º quadrimestre de {valor.ano} salvo: {self.resultado()}"
