"""Signing a paper: where the key is, its password, and nothing of it kept afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ...estatuto.formatos.datas import formatar_data
from ...servicos.tipos import DocumentoEmitido
from ..casa import Acao, Casa
from ..componentes.area import area_livre
from ..componentes.botao import TipoBotao, botao
from ..componentes.campo_arquivo import CampoArquivo
from ..componentes.combo import Combo, Opcao
from ..componentes.dialogo import Dialogo
from ..componentes.formulario import Formulario, campo_secreto, campo_texto
from ..componentes.rolagem import rolavel
from ..componentes.texto import Papel, texto
from ..operacoes import Mudanca

if TYPE_CHECKING:
    from ...servicos.assinaturas_chaves import CertificadoNoToken, ChaveA1, ChaveToken

A1, TOKEN = "a1", "token"
MODULO = "assinatura/modulo_pkcs11"
ONDE = "assinatura/onde"
_LARGURA = 640
_EM_VOLTA, _MINIMO, _FOLGA = 240, 110, 32
"""Pixels of the dialog around the fields, the fewest of them worth showing, and those between them and the box."""


class DialogoAssinar(Dialogo):
    """``assinado`` carries the `DocumentoEmitido` kept."""

    assinado = Signal(object)

    def __init__(self, casa: Casa, documento: DocumentoEmitido, pai: QWidget | None = None) -> None:
        super().__init__("Assinar documento", pai, largura=_LARGURA)
        self._casa, self._documento = casa, documento
        self._assinando = False
        opcoes = (Opcao(valor=A1, rotulo="Arquivo (A1)"), Opcao(valor=TOKEN, rotulo="Token ou cartão (A3)"))
        self.onde = Combo(opcoes, self)
        self.arquivo = CampoArquivo("Procurar o certificado", "Certificado A1 (*.p12 *.pfx);;Todos (*)", self)
        self.senha = campo_secreto(self)
        self.modulo = CampoArquivo("Procurar o módulo do token", "Módulo PKCS#11 (*.so *.dll *.dylib);;Todos (*)", self)
        self.listar = botao("&Listar certificados", ao_clicar=self._listar, pai=self)
        self.certificado = Combo((_UNICO,), self)
        self.pin = campo_secreto(self)
        self.motivo = campo_texto(limite=120, pai=self)
        self.carimbo = QCheckBox("Carimbo &visível na última página", self)
        self.carimbo.setChecked(True)
        self.formulario = form = Formulario(self)
        form.adicionar("onde", "&Onde está a chave", self.onde)
        form.adicionar("arquivo", "Arquivo do &certificado", self.arquivo, obrigatorio=True, ajuda=".p12 ou .pfx")
        form.adicionar("senha", "&Senha do certificado", self.senha)
        form.adicionar("modulo", "Módulo &PKCS#11 do token", self.modulo, obrigatorio=True,
                       ajuda="O arquivo .so ou .dll que acompanha o token.")  # fmt: skip
        form.adicionar("listar", "Certificados do token", self.listar)
        form.adicionar("certificado", "C&ertificado", self.certificado)
        form.adicionar("pin", "P&IN do token", self.pin, obrigatorio=True)
        form.adicionar("motivo", "&Motivo", self.motivo, ajuda="Fica escrito na assinatura; pode ficar em branco.")
        dentro = QWidget()
        pilha = QVBoxLayout(dentro)
        pilha.setContentsMargins(0, 0, 8, 0)
        pilha.setSpacing(12)
        # Inside the page that scrolls: the title of a paper may take half of a small screen.
        self._sobre = texto(
            f"{documento.titulo}. O original não muda: a assinatura entra na última versão assinada, se já houver. A "
            "senha serve só para esta assinatura e não é guardada.", Papel.SUAVE, quebra=True, pai=dentro,
        )  # fmt: skip
        pilha.addWidget(self._sobre)
        pilha.addWidget(form)
        pilha.addWidget(self.carimbo)
        pilha.addStretch(1)
        self._area = rolavel(dentro, self)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.corpo.addWidget(self._area, 1)
        self.cancelar = self.adicionar_botao("Ca&ncelar")
        self.confirmar = self.adicionar_botao("&Assinar", TipoBotao.PRIMARIO, ao_clicar=self._assinar, padrao=True)
        self.modulo.definir(casa.preferencias.texto(MODULO))
        self.onde.definir(casa.preferencias.texto(ONDE, A1))
        # signals
        self.onde.alterado.connect(self._mostrar_onde)
        self.modulo.alterado.connect(self._esquecer_lista)
        self.arquivo.alterado.connect(self._corrigir)
        self._mostrar_onde()

    @Slot()
    def _mostrar_onde(self, *_: object) -> None:
        no_token = self.onde.valor() == TOKEN
        for chave in ("arquivo", "senha"):
            self.formulario.mostrar(chave, not no_token)
        for chave in ("modulo", "listar", "certificado", "pin"):
            self.formulario.mostrar(chave, no_token)
        self.aviso.esconder()
        # Whole where the screen has room, scrolled where it has not (small screens, 200 %).
        grade = self.formulario.layout()
        assert grade is not None
        grade.invalidate()
        precisa = self.formulario.sizeHint().height() + self.carimbo.sizeHint().height() + _FOLGA
        precisa += self._sobre.heightForWidth(min(_LARGURA, area_livre(self).width()) - 60)
        livre = area_livre(self).height() - _EM_VOLTA
        self._area.setMinimumHeight(max(_MINIMO, min(precisa, livre)))
        (self.modulo if no_token else self.arquivo).setFocus()

    @Slot()
    def _corrigir(self, *_: object) -> None:
        self.formulario.erro("arquivo", "")

    # ------------------------------------------------------------ the token

    @Slot()
    def _listar(self) -> None:
        self.formulario.erro("modulo", "" if self.modulo.text() else "Indique o módulo do token.")
        if not self.modulo.text():
            self.modulo.setFocus()
            return
        self.aviso.esconder()
        self.listar.setEnabled(False)
        self._casa.executor.ler(
            self, partial(_listar, self.modulo.text()), sucesso=self._receber_lista, falha=self.aviso.mostrar_erro,
            fim=self._listou, chave="token",
        )  # fmt: skip

    def _receber_lista(self, achados: Sequence[CertificadoNoToken]) -> None:
        opcoes = [
            Opcao(valor=(c.ficha, c.rotulo), rotulo=c.certificado.nome,
                  detalhe=f"até {formatar_data(c.certificado.fim.date())}")
            for c in achados
        ]  # fmt: skip
        self.certificado.definir_opcoes(opcoes or [_UNICO])
        (self.certificado if len(opcoes) > 1 else self.pin).setFocus()

    def _listou(self) -> None:
        self.listar.setEnabled(True)

    @Slot()
    def _esquecer_lista(self, *_: object) -> None:
        self.formulario.erro("modulo", "")
        self.certificado.definir_opcoes([_UNICO])

    # ------------------------------------------------------------ signing

    def _conferir(self) -> bool:
        form = self.formulario
        form.limpar_erros()
        self.aviso.esconder()
        if self.onde.valor() == TOKEN:
            if not self.modulo.text():
                form.erro("modulo", "Indique o módulo do token.")
            if not self.pin.text():
                form.erro("pin", "Digite o PIN.")
        elif not self.arquivo.text():
            form.erro("arquivo", "Indique o arquivo do certificado.")
        errado = form.focar_erro()
        self._mostrar_foco()
        return not errado

    def _mostrar_foco(self) -> None:
        if self._area.isAncestorOf(self.focusWidget()):
            self._area.ensureWidgetVisible(self.focusWidget())

    @Slot()
    def _assinar(self) -> None:
        if self._assinando or not self._conferir():
            return
        casa, documento_id = self._casa, self._documento.id
        motivo, carimbo = self.motivo.text().strip(), self.carimbo.isChecked()
        fazer_chave = self._chave()
        casa.preferencias.guardar(ONDE, str(self.onde.valor()))
        casa.preferencias.guardar(MODULO, self.modulo.text())

        def gravar() -> DocumentoEmitido:
            from ...servicos import assinaturas

            return assinaturas.assinar(
                casa.ctx, documento_id=documento_id, chave=fazer_chave(), motivo=motivo, carimbo=carimbo
            )

        self._ocupar(True)
        casa.executor.gravar(
            self, gravar, sucesso=self._assinou, falha=self._recusou, fim=self._terminou,
            mudou=Mudanca(documentos=True), aguarde="Assinando",
        )  # fmt: skip

    def _chave(self) -> _FazerChave:
        """Take the secret out of its field, which is emptied at once."""
        from ...servicos.assinaturas_chaves import Segredo

        campo = self.pin if self.onde.valor() == TOKEN else self.senha
        segredo = Segredo(campo.text())
        campo.clear()
        if self.onde.valor() == TOKEN:
            ficha, rotulo = self.certificado.valor()
            return _FazerChave(segredo, modulo=self.modulo.text(), ficha=ficha, rotulo=rotulo)
        return _FazerChave(segredo, arquivo=self.arquivo.text())

    def _ocupar(self, sim: bool) -> None:
        self._assinando = sim
        self.confirmar.setEnabled(not sim)
        self.formulario.setEnabled(not sim)

    def _assinou(self, documento: DocumentoEmitido) -> None:
        self._casa.mensagem(f"{documento.titulo}.", Acao(texto="Abrir", ao_acionar=_Abrir(self._casa, documento)))
        self.assinado.emit(documento)
        self.accept()

    def _recusou(self, erro: ErroDominio) -> None:
        self._ocupar(False)
        self.aviso.mostrar_erro(erro)
        (self.pin if self.onde.valor() == TOKEN else self.senha).setFocus()
        self._mostrar_foco()

    def _terminou(self) -> None:
        self._ocupar(False)


_UNICO = Opcao(valor=("", ""), rotulo="O único que houver no token")


class _FazerChave:
    """Makes the key on the writer's thread: the file is read there."""

    __slots__ = ("_arquivo", "_ficha", "_modulo", "_rotulo", "_segredo")

    def __init__(
        self, segredo: object, *, arquivo: str = "", modulo: str = "", ficha: str = "", rotulo: str = ""
    ) -> None:
        self._segredo, self._arquivo, self._modulo = segredo, arquivo, modulo
        self._ficha, self._rotulo = ficha, rotulo

    def __call__(self) -> ChaveA1 | ChaveToken:
        from ...servicos.assinaturas_chaves import ChaveToken, Segredo, ler_a1

        assert isinstance(self._segredo, Segredo)
        if self._modulo:
            return ChaveToken(modulo=self._modulo, pin=self._segredo, ficha=self._ficha, rotulo=self._rotulo)
        return ler_a1(Path(self._arquivo), self._segredo)


class _Abrir:
    """Opens the signed paper; it outlives the dialog."""

    __slots__ = ("_casa", "_documento")

    def __init__(self, casa: Casa, documento: DocumentoEmitido) -> None:
        self._casa, self._documento = casa, documento

    def __call__(self) -> None:
        self._casa.executor.ler(self._casa.executor, self._ler, sucesso=self._mostrar)

    def _ler(self) -> bytes:
        from ...servicos import papeis_emissao

        return papeis_emissao.bytes_de(self._casa.ctx, documento_id=self._documento.id)

    def _mostrar(self, pdf: bytes) -> None:
        nome = f"{self._documento.especie}-{self._documento.numero.replace('/', '-')}.pdf"
        self._casa.abrir_previa(titulo=self._documento.titulo, pdf=pdf, nome_arquivo=nome)


def _listar(modulo: str) -> Sequence[CertificadoNoToken]:
    from ...servicos.assinaturas_chaves import certificados_do_token

    return certificados_do_token(modulo)
