"""The same person registered twice: which record stays, what differs, what moves, and only then one record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QRadioButton, QVBoxLayout, QWidget

from ...estatuto.formatos import cpf
from ...estatuto.formatos.datas import formatar_data
from ...servicos.tipos import DadosPessoa, Ficha, LinhaServidor
from ...servicos.tipos.emendas import CampoAlterado, EmendaRegistrada, PreviaIdentidade
from ..casa import Casa
from ..componentes.combo import Combo, Opcao
from ..componentes.formulario import Formulario
from ..componentes.texto import Papel, como_dica, texto
from .identidade_base import DialogoIdentidade
from .pessoa import CampoPessoa

_SO_POR_DECISAO = frozenset({"nome", "nascimento", "nomes_anteriores"})
"""What only a decision changes: these stay as in the record kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Par:
    uma: Ficha
    outra: Ficha


def _escrito(campo: str, valor: str) -> str:
    return cpf.formatar(valor) if campo == "cpf" and cpf.valido(valor) else valor


class CartaoPessoa(QFrame):
    """One of the two records, to be compared with the other at a glance."""

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.setProperty("superficie", True)
        self.fica = QRadioButton("", self)
        self._linhas: QLabel = texto("", Papel.CORPO, quebra=True, selecionavel=True, pai=self)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(12, 8, 12, 10)
        caixa.setSpacing(4)
        caixa.addWidget(self.fica)
        caixa.addWidget(self._linhas)
        self.hide()

    def definir(self, rotulo: str, ficha: Ficha) -> None:
        """Show a record."""
        d = ficha.dados
        numero = cpf.formatar(d.cpf) if d.cpf and cpf.valido(d.cpf) else d.cpf or "não informado"
        linhas = [
            d.nome,
            f"Ficha nº {ficha.servidor_id} · CPF {numero}",
            f"Nascimento {formatar_data(d.nascimento)}" if d.nascimento else "Nascimento não informado",
            *(f"Vínculo {v.numero}: {v.cargo} ({v.situacao.rotulo.lower()})" for v in ficha.vinculos),
        ]
        self.fica.setText(rotulo)
        self.fica.setAccessibleName(f"{rotulo.replace('&', '')}: {d.nome}, ficha nº {ficha.servidor_id}")
        self._linhas.setText("\n".join(linhas))
        self.show()


class DialogoFundir(DialogoIdentidade):
    """Opened from one record; the other is looked for, or given."""

    def __init__(
        self, casa: Casa, pai: QWidget | None = None, *, servidor_id: int, outro_id: int | None = None
    ) -> None:
        super().__init__(
            casa, "Unificar cadastros da mesma pessoa", pai, verbo="&Unificar",
            explicacao="Os vínculos, atos e papéis passam todos para um só cadastro; o outro sai das listas e fica no "
            "Histórico.",
            espera="Escolha o outro cadastro: aqui aparece o que muda.",
            ajuda_motivo="Como se soube que é a mesma pessoa: por exemplo, o mesmo CPF nos documentos.",
        )  # fmt: skip
        self._um = servidor_id
        self._outro = outro_id
        self._par: _Par | None = None
        self._escolhas: dict[str, Combo] = {}
        self.pessoa = CampoPessoa(casa)
        self.quem.adicionar("pessoa", "O &outro cadastro", self.pessoa, obrigatorio=True,
                                  ajuda="Nome, matrícula ou CPF.")  # fmt: skip
        self.primeiro, self.segundo = CartaoPessoa(self), CartaoPessoa(self)
        grupo = QButtonGroup(self)
        for cartao in (self.primeiro, self.segundo):
            grupo.addButton(cartao.fica)
            self.coluna.addWidget(cartao)
        self.primeiro.fica.setChecked(True)
        self._quadro_dados = QWidget(self)
        self._caixa_dados = QVBoxLayout(self._quadro_dados)
        self._caixa_dados.setContentsMargins(0, 0, 0, 0)
        self.coluna.addWidget(self._quadro_dados)
        self.montar_motivo()
        self.pessoa.escolhida.connect(self._escolheu)
        self.primeiro.fica.toggled.connect(self._trocou)
        self.antever()
        if outro_id is not None:
            self._ler_par()
        self.pessoa.setFocus()

    # ------------------------------------------------------------ the two records

    @Slot(object)
    def _escolheu(self, linha: LinhaServidor) -> None:
        self._outro = linha.servidor_id
        self.quem.erro("pessoa", "")
        self._ler_par()

    def _ler_par(self) -> None:
        casa, um, outro = self.casa, self._um, self._outro
        assert outro is not None

        def ler() -> _Par:
            from ...servicos import pessoas

            hoje = casa.hoje()
            return _Par(
                uma=pessoas.ficha(casa.ctx, servidor_id=um, hoje=hoje),
                outra=pessoas.ficha(casa.ctx, servidor_id=outro, hoje=hoje),
            )

        casa.executor.ler(self, ler, sucesso=self._comparar, falha=self.aviso.mostrar_erro, chave="par")

    def _comparar(self, par: _Par) -> None:
        self._par = par
        self.pessoa.setText(par.outra.dados.nome)
        self.primeiro.definir("Fica &este", par.uma)
        self.segundo.definir("Fica es&te outro", par.outra)
        self._trocou()

    def manter(self) -> tuple[int, int] | None:
        """Return (kept, duplicate), None until both are known."""
        if self._outro is None:
            return None
        return (self._um, self._outro) if self.primeiro.fica.isChecked() else (self._outro, self._um)

    @Slot()
    def _trocou(self, *_: object) -> None:
        for combo in self._escolhas.values():
            combo.hide()
        self._escolhas = {}
        while (item := self._caixa_dados.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.mudou()

    # ------------------------------------------------------------ data that differ

    def mostrar_campos(self, previa: PreviaIdentidade) -> None:
        diferem = [c for c in previa.campos if c.de and c.para and c.campo not in _SO_POR_DECISAO]
        so_de_um = [c for c in previa.campos if c not in diferem]
        self.painel.campos(so_de_um, "Dados dos dois cadastros (o que fica → o duplicado)")
        if diferem and not self._escolhas:
            self._perguntar(diferem)

    def _perguntar(self, diferem: list[CampoAlterado]) -> None:
        form = Formulario(self._quadro_dados, colunas=2)
        form.secao("Dados que diferem: qual fica")
        for campo in diferem:
            combo = Combo(
                (
                    Opcao(valor="mantido", rotulo=_escrito(campo.campo, campo.de)),
                    Opcao(valor="outro", rotulo=_escrito(campo.campo, campo.para), detalhe="do duplicado"),
                ),
                form,
            )
            combo.setMinimumContentsLength(10)
            combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setToolTip(como_dica(f"{campo.de} ou {campo.para}"))
            self._escolhas[campo.campo] = combo
            form.adicionar(campo.campo, campo.rotulo, combo)
        self._caixa_dados.addWidget(form)

    def dados(self) -> DadosPessoa | None:
        """Return what the kept record will say when something was to be chosen; None leaves it to the service."""
        if not self._escolhas or self._par is None:
            return None
        mantido, outro = self._par.uma.dados, self._par.outra.dados
        if not self.primeiro.fica.isChecked():
            mantido, outro = outro, mantido
        campos = DadosPessoa.__dataclass_fields__
        # What is blank in the record kept comes from the other, as it would without a choice.
        novos = {n: getattr(outro, n) for n in campos if not getattr(mantido, n) and getattr(outro, n)}
        novos |= {n: getattr(outro, n) for n, combo in self._escolhas.items() if combo.valor() == "outro"}
        anteriores = dict.fromkeys((*mantido.nomes_anteriores, *outro.nomes_anteriores))
        if outro.nome != mantido.nome:
            anteriores[outro.nome] = None
        novos["nomes_anteriores"] = tuple(n for n in anteriores if n != mantido.nome)
        return replace(mantido, **novos)

    # ------------------------------------------------------------ previewing and writing

    def conferir(self) -> None:
        if self._outro is None:
            self.quem.erro("pessoa", "Escolha o outro cadastro na lista.")

    def leitura(self) -> Callable[[], PreviaIdentidade] | None:
        ids = self.manter()
        if ids is None:
            return None
        casa = self.casa

        def ler() -> PreviaIdentidade:
            from ...servicos import unificacao

            return unificacao.previa_fundir(casa.ctx, manter=ids[0], duplicado=ids[1], hoje=casa.hoje())

        return ler

    def gravacao(self) -> Callable[[], EmendaRegistrada]:
        ids = self.manter()
        assert ids is not None
        casa, motivo, dados = self.casa, self.motivo.toPlainText().strip(), self.dados()

        def gravar() -> EmendaRegistrada:
            from ...servicos import unificacao

            return unificacao.fundir(
                casa.ctx, manter=ids[0], duplicado=ids[1], motivo=motivo, dados=dados, hoje=casa.hoje()
            )

        return gravar
