"""What an órgão adjusts reaches the next papers, never those issued; and each printed date says where it is from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from bahiaservidor.documentos.autenticidade import ler_marca
from bahiaservidor.documentos.peca import Assinatura
from bahiaservidor.documentos.textos import nomes_dos_modelos
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.servicos import modelos_documento, papeis, papeis_catalogo, papeis_emissao, verificacao
from bahiaservidor.servicos.modelos_documento import INSTALACAO, TIMBRE, QuemAssina, Timbre
from bahiaservidor.servicos.papeis_emissao import Gemeo, Papel
from tests.documentos.apoio import sem_memoria
from tests.documentos.arquivos import bomba_png
from tests.registro.base import estragar_papeis

from .cenario import HOJE, Cenario, cenario
from .test_papeis import autoridade as autoridade
from .test_papeis import empossada, ler


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado


def brasao(lado: int = 40) -> bytes:
    saida = BytesIO()
    Image.new("RGB", (lado, lado), "navy").save(saida, "PNG")
    return saida.getvalue()


def papel(c: Cenario, vinculo_id: int) -> Papel:
    return papeis.termo_posse(c.ctx, vinculo_id=vinculo_id, hoje=HOJE)


# ------------------------------------------------------------------ texts


def test_o_ajuste_chega_ao_proximo_papel_e_nao_ao_emitido(c: Cenario, autoridade: int) -> None:
    vinculo = empossada(c, autoridade).vinculo_id
    antes = papeis.emitir(c.ctx, papel=papel(c, vinculo))
    guardado = papeis.bytes_de(c.ctx, documento_id=antes.id)
    fecho = "Lavrado na sede do órgão, em duas vias."
    versao = modelos_documento.gravar(c.ctx, nome="termo_posse", textos={"fecho": fecho}, titulo="Termo de Posse")
    assert versao == 1
    novo = papel(c, vinculo)
    texto = ler(novo.pdf)
    assert fecho in texto
    assert "modelo v. 1.1" in texto
    assert novo.modelo_versao == "1.1"
    assert papeis.bytes_de(c.ctx, documento_id=antes.id) == guardado
    assert fecho not in ler(guardado)
    depois = papeis.emitir(c.ctx, papel=novo)
    assert (depois.numero, depois.especie) == (antes.numero, "termo_posse_reemitido")
    assert depois.hash != antes.hash


def test_o_ajuste_do_orgao_vale_mais_que_o_da_instalacao_e_so_nele(c: Cenario) -> None:
    modelos_documento.gravar(c.ctx, nome="termo_exercicio", textos={"pessoal": "Da instalação."})
    modelos_documento.gravar(c.ctx, nome="termo_exercicio", orgao_id=c.orgao, textos={"pessoal": "Do órgão."})
    with c.ctx.banco.leitura() as conexao:
        do_orgao = modelos_documento.modelo(conexao, "termo_exercicio", c.orgao)
        de_outro = modelos_documento.modelo(conexao, "termo_exercicio", c.orgao + 99)
    assert (do_orgao.textos["pessoal"], de_outro.textos["pessoal"]) == ("Do órgão.", "Da instalação.")
    modelos_documento.restaurar(c.ctx, nome="termo_exercicio", orgao_id=c.orgao, nota="volta")
    lido = modelos_documento.ler(c.ctx, nome="termo_exercicio", orgao_id=c.orgao)
    assert lido.herdado
    assert next(t for t in lido.textos if t.chave == "pessoal").ajustado == "Da instalação."
    assert [v.versao for v in lido.historico] == [2, 1]


@pytest.mark.parametrize(
    ("textos", "trecho"),
    [
        ({"fecho": "Por {quem_nao_existe}."}, "usa o campo “quem_nao_existe”"),
        ({"fecho": "Aberta {"}, "chaves abertas ou fechadas a mais"),
        ({"fecho": "  "}, "precisa ter de 1 a"),
        ({"nao_ha": "x"}, "não tem o texto “nao_ha”"),
    ],
)
def test_texto_que_nao_serve_e_recusado_e_nada_fica(c: Cenario, textos: dict[str, str], trecho: str) -> None:
    with pytest.raises(ErroDominio, match=trecho):
        modelos_documento.gravar(c.ctx, nome="termo_posse", textos={"bens": "Texto bom.", **textos})
    assert c.contar("modelo_documento") == 0


def test_quem_editava_versao_antiga_e_avisado(c: Cenario) -> None:
    modelos_documento.gravar(c.ctx, nome="termo_posse", textos={"fecho": "Um."}, versao=0)
    with pytest.raises(ErroDominio, match="Outra pessoa gravou"):
        modelos_documento.gravar(c.ctx, nome="termo_posse", textos={"fecho": "Dois."}, versao=0)
    assert c.contar("modelo_documento") == 1


def test_todo_modelo_embarcado_pode_ser_aberto_e_ajustado_como_esta(c: Cenario) -> None:
    listados = modelos_documento.listar(c.ctx)
    assert {m.nome for m in listados} == set(nomes_dos_modelos())
    for modelo in listados:
        modelos_documento.gravar(c.ctx, nome=modelo.nome, textos={t.chave: t.original for t in modelo.textos})
        assert modelos_documento.ler(c.ctx, nome=modelo.nome).versao == modelo.versao  # nothing changed: as shipped


def test_quem_o_orgao_diz_que_assina_ocupa_as_linhas_sem_nome(c: Cenario) -> None:
    padrao = [Assinatura("Quem toma posse", "Empossado"), Assinatura(None, "Autoridade", "Cargo")]
    quem = [QuemAssina(nome="Iraci Neves", cargo="Diretora"), QuemAssina(nome="Zeca Pires", qualidade="Testemunha")]
    modelos_documento.gravar(c.ctx, nome="certidao_tempo", textos={}, assinam=quem)
    with c.ctx.banco.leitura() as conexao:
        linhas = modelos_documento.assinaturas(conexao, "certidao_tempo", c.orgao, padrao)
        sem_ajuste = modelos_documento.assinaturas(conexao, "termo_exercicio", c.orgao, padrao)
    assert linhas == (
        Assinatura("Quem toma posse", "Empossado"),
        Assinatura("Iraci Neves", "Autoridade", "Diretora"),
        Assinatura("Zeca Pires", "Testemunha"),
    )
    assert sem_ajuste == tuple(padrao)
    assert modelos_documento.ler(c.ctx, nome="certidao_tempo").assinam == tuple(quem)
    with pytest.raises(ErroDominio, match="Diga o nome"):
        modelos_documento.gravar(c.ctx, nome="certidao_tempo", textos={}, assinam=[QuemAssina(nome=" ")])
    with pytest.raises(ErroDominio, match="dito pelo ato ou pela lei"):
        modelos_documento.gravar(c.ctx, nome="termo_posse", textos={}, assinam=quem)


def test_quem_assina_sai_em_todo_papel_que_o_orgao_assina(c: Cenario, autoridade: int) -> None:
    posse = empossada(c, autoridade)
    c.registrar("exercicio", servidor=posse.servidor_id, data="2026-02-11", hora="08:30", autoridade=autoridade)
    for nome in ("certidao_tempo", "ficha_funcional", "checklist_posse"):
        assert nome in modelos_documento.ASSINAVEIS
        modelos_documento.gravar(c.ctx, nome=nome, textos={}, assinam=[QuemAssina(nome="Iraci Neves Bonfim")])
        pronto = papeis_catalogo.documento(
            c.ctx, especie=nome, vinculo_id=posse.vinculo_id, servidor_id=posse.servidor_id, hoje=HOJE
        )
        assert "Iraci Neves Bonfim" in ler(pronto.pdf), nome


# ------------------------------------------------------------------ heading


def test_o_timbre_do_orgao_sai_no_papel(c: Cenario, autoridade: int) -> None:
    vinculo = empossada(c, autoridade).vinculo_id
    sem = papel(c, vinculo)
    timbre = Timbre(ente="Estado da Bahia", nome="SAEB – Secretaria da Administração", brasao=brasao())
    modelos_documento.gravar_timbre(c.ctx, timbre=timbre, orgao_id=c.orgao)
    assert modelos_documento.timbre(c.ctx, orgao_id=c.orgao) == timbre
    com = papel(c, vinculo)
    assert "ESTADO DA BAHIA SAEB – Secretaria da Administração" in ler(com.pdf)
    assert b"/Subtype /Image" in com.pdf
    assert b"/Subtype /Image" not in sem.pdf
    modelos_documento.restaurar(c.ctx, nome=TIMBRE, orgao_id=c.orgao)
    assert papel(c, vinculo).pdf == sem.pdf
    assert modelos_documento.timbre(c.ctx, orgao_id=INSTALACAO) == Timbre()


@pytest.mark.parametrize(
    "dados",
    [b"GIF89a", b"", brasao()[:60], brasao(6001), bomba_png()],
    ids=["gif", "vazio", "cortado", "enorme", "bomba"],
)
def test_brasao_que_nao_e_imagem_e_recusado(c: Cenario, dados: bytes) -> None:
    with pytest.raises(ErroDominio, match="Nada foi gravado"):
        modelos_documento.gravar_timbre(c.ctx, timbre=Timbre(brasao=dados))
    assert c.contar("modelo_documento") == c.contar("arquivo") == 0


# ------------------------------------------------------------------ where each date comes from, and what is kept


def test_toda_data_do_termo_tem_memoria_e_a_do_prazo_tem_a_conta(c: Cenario, autoridade: int) -> None:
    posse = empossada(c, autoridade)
    c.registrar("exercicio", servidor=posse.servidor_id, data="2026-02-11", hora="08:30", autoridade=autoridade)
    exercicio = papeis.termo_exercicio(c.ctx, vinculo_id=posse.vinculo_id, hoje=HOJE)
    for pronto in (papel(c, posse.vinculo_id), exercicio):
        assert sem_memoria(pronto.pdf, pronto.memoria) == set()
        contas = [entrada for entrada in pronto.memoria if entrada.passos]
        assert contas, "no computed date"
        emitido = papeis.emitir(c.ctx, papel=pronto)
        assert papeis_emissao.memoria_de(c.ctx, documento_id=emitido.id) == pronto.memoria
    assert date(2026, 3, 5) in {entrada.data for entrada in papel(c, posse.vinculo_id).memoria if entrada.passos}


def test_o_emitido_guarda_o_codigo_que_o_papel_diz(c: Cenario, autoridade: int) -> None:
    emitido = papeis.emitir(c.ctx, papel=papel(c, empossada(c, autoridade).vinculo_id))
    marca = ler_marca(papeis.bytes_de(c.ctx, documento_id=emitido.id))
    assert marca is not None
    assert (marca.codigo, marca.numero, marca.especie) == (emitido.codigo, emitido.numero, "termo_posse")
    assert len(emitido.codigo) == 32


def test_os_gemeos_ficam_com_o_papel_ou_nada_fica(c: Cenario, autoridade: int) -> None:
    vinculo = empossada(c, autoridade).vinculo_id
    pronto = papel(c, vinculo)
    visto: list[int] = []

    def com(gemeo: Gemeo) -> Papel:
        campos = {campo: getattr(pronto, campo) for campo in Papel.__dataclass_fields__}
        return Papel(**{**campos, "gemeos": (gemeo,), "ao_guardar": lambda _conexao, id_: visto.append(id_)})

    def falhar(_numero: int) -> bytes:
        raise ErroDominio("não deu")

    with pytest.raises(ErroDominio, match="não deu"):
        papeis.emitir(c.ctx, papel=com(Gemeo(sufixo="docx", nome_arquivo="t.docx", midia="m", fazer=falhar)))
    assert c.contar("documento_emitido") == 0
    gemeo = Gemeo(sufixo="docx", nome_arquivo="t.docx", midia="m", fazer=lambda numero: b"texto %d" % numero)
    emitido = papeis.emitir(c.ctx, papel=com(gemeo))
    (guardado,) = papeis_emissao.gemeos_de(c.ctx, documento_id=emitido.id)
    assert (guardado.especie, guardado.numero, guardado.origem_id) == ("termo_posse_docx", emitido.numero, emitido.id)
    assert papeis.bytes_de(c.ctx, documento_id=guardado.id) == b"texto 1"
    assert visto == [emitido.id]
    assert papeis_emissao.nome_da_especie("termo_posse_docx") == "Termo de posse, DOCX"


def test_verificar_acha_o_papel_guardado_que_foi_mudado_ou_sumiu(c: Cenario, autoridade: int) -> None:
    posse = empossada(c, autoridade)
    emitido = papeis.emitir(c.ctx, papel=papel(c, posse.vinculo_id))
    assert verificacao.verificar(c.ctx).integra
    estragar_papeis(c.ctx.banco.papeis, "UPDATE bloco SET conteudo = X'00'")
    achadas = verificacao.verificar(c.ctx).divergencias
    assert [d.detalhe for d in achadas if d.objeto == f"documento {emitido.id}"] == [
        "os bytes não são os que foram guardados (o hash não confere)"
    ]
    estragar_papeis(c.ctx.banco.papeis, "DELETE FROM bloco")
    achadas = verificacao.verificar(c.ctx).divergencias
    assert "os bytes guardados não existem mais" in {d.detalhe for d in achadas}


def test_brasao_que_se_perdeu_impede_de_emitir_e_pode_ser_escolhido_de_novo(c: Cenario, autoridade: int) -> None:
    posse = empossada(c, autoridade)
    modelos_documento.gravar_timbre(c.ctx, timbre=Timbre(brasao=brasao()))
    estragar_papeis(c.ctx.banco.papeis, "DELETE FROM bloco")
    with pytest.raises(ErroDominio, match="O brasão do órgão fica no arquivo de papéis"):
        papel(c, posse.vinculo_id)
    (falha,) = verificacao.verificar(c.ctx).divergencias
    assert falha.objeto.startswith("arquivo ")
    assert modelos_documento.timbre(c.ctx).brasao is None
    modelos_documento.gravar_timbre(c.ctx, timbre=Timbre(brasao=brasao()))
    assert verificacao.verificar(c.ctx).integra
    assert papel(c, posse.vinculo_id).titulo
