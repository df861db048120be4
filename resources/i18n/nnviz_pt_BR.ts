<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR">
<context>
    <name>AnimationExport</name>
    <message>
        <source>Filming the training…</source>
        <translation>Filmando o treinamento…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Export animation</source>
        <translation>Exportar animação</translation>
    </message>
    <message>
        <source>The animation of {0} moments was written to {1}.</source>
        <translation>A animação de {0} momentos foi gravada em {1}.</translation>
    </message>
    <message>
        <source>The export was cancelled; no file was written.</source>
        <translation>A exportação foi cancelada; nenhum arquivo foi gravado.</translation>
    </message>
    <message>
        <source>The whole window</source>
        <translation>A janela inteira</translation>
    </message>
    <message>
        <source>GIF animations ({0})</source>
        <translation>Animações GIF ({0})</translation>
    </message>
    <message>
        <source>MP4 films ({0})</source>
        <translation>Filmes MP4 ({0})</translation>
    </message>
</context>
<context>
    <name>AnswerNotes</name>
    <message>
        <source>Read as a number</source>
        <translation>Ler como número</translation>
    </message>
    <message>
        <source>Take the drawing apart into digits, from left to right, and read each</source>
        <translation>Separar o desenho em dígitos, da esquerda para a direita, e ler cada um</translation>
    </message>
    <message>
        <source>Show why</source>
        <translation>Mostrar por quê</translation>
    </message>
    <message>
        <source>Lay over the drawing how much each pixel moves the answer: clear not at all, yellow most of all</source>
        <translation>Mostrar sobre o desenho quanto cada pixel muda a resposta: transparente nada, amarelo mais</translation>
    </message>
    <message>
        <source>Stages off: {0}</source>
        <translation>Etapas desligadas: {0}</translation>
    </message>
    <message>
        <source>Stages of the preparation are switched off. Click to see and to reset them.</source>
        <translation>Há etapas da preparação desligadas. Clique para vê-las e religá-las.</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>{0}: {1}, not sure</source>
        <translation>{0}: {1}, em dúvida</translation>
    </message>
    <message>
        <source>No digits were found.</source>
        <translation>Nenhum dígito foi encontrado.</translation>
    </message>
</context>
<context>
    <name>Arithmetic</name>
    <message>
        <source>Each value is multiplied by its weight; sum, bias and activation give the result.</source>
        <translation>Cada valor é multiplicado por seu peso; soma, viés e ativação dão o resultado.</translation>
    </message>
    <message>
        <source>The largest value of the window is kept.</source>
        <translation>Fica o maior valor da janela.</translation>
    </message>
    <message>
        <source>The values of the window are added and divided by their number.</source>
        <translation>Os valores da janela são somados e divididos por sua quantidade.</translation>
    </message>
    <message>
        <source>The value is moved and scaled to the common mean and spread, then as it was learnt.</source>
        <translation>O valor é deslocado e escalado para a média e a dispersão comuns, depois como foi aprendido.</translation>
    </message>
    <message>
        <source>The values at the same place of all inputs are combined.</source>
        <translation>Os valores na mesma posição de todas as entradas são combinados.</translation>
    </message>
    <message>
        <source>A function is applied to this one value.</source>
        <translation>Uma função é aplicada a este único valor.</translation>
    </message>
    <message>
        <source>The same value stands at another place of the input.</source>
        <translation>O mesmo valor está em outra posição da entrada.</translation>
    </message>
    <message>
        <source>The value comes from no input: it is padding.</source>
        <translation>O valor não vem de nenhuma entrada: é preenchimento (padding).</translation>
    </message>
    <message>
        <source>The value is read from a table that was learnt.</source>
        <translation>O valor é lido de uma tabela aprendida.</translation>
    </message>
    <message>
        <source>sum of {0} values ÷ {0} = {1}</source>
        <translation>soma de {0} valores ÷ {0} = {1}</translation>
    </message>
    <message>
        <source>sum of {0} products</source>
        <translation>soma de {0} produtos</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>viés</translation>
    </message>
    <message>
        <source>normalised</source>
        <translation>normalizado</translation>
    </message>
    <message>
        <source>numerator</source>
        <translation>numerador</translation>
    </message>
    <message>
        <source>denominator</source>
        <translation>denominador</translation>
    </message>
    <message>
        <source>✓ equals Keras: {0}, difference {1}</source>
        <translation>✓ igual ao Keras: {0}, diferença {1}</translation>
    </message>
    <message>
        <source>✗ Keras computed {0}, difference {1}</source>
        <translation>✗ o Keras calculou {0}, diferença {1}</translation>
    </message>
</context>
<context>
    <name>ArithmeticPanel</name>
    <message>
        <source>{0} {1} of {2} ({3})</source>
        <translation>{0} {1} de {2} ({3})</translation>
    </message>
    <message>
        <source>Neuron</source>
        <translation>Neurônio</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Unidade</translation>
    </message>
    <message>
        <source>input map {0} adds {1}</source>
        <translation>mapa de entrada {0} soma {1}</translation>
    </message>
    <message>
        <source>input map {0}</source>
        <translation>mapa de entrada {0}</translation>
    </message>
    <message>
        <source>Strongest path</source>
        <translation>Caminho mais forte</translation>
    </message>
    <message>
        <source>Follow the largest contribution from this unit back to the drawing</source>
        <translation>Seguir a maior contribuição desta unidade de volta até o desenho</translation>
    </message>
    <message>
        <source>Effective field</source>
        <translation>Campo efetivo</translation>
    </message>
    <message>
        <source>Colour the pixels by how much they change this unit</source>
        <translation>Colorir os pixels conforme o quanto mudam esta unidade</translation>
    </message>
    <message>
        <source>Which map of the input</source>
        <translation>Qual mapa da entrada</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Play: let the window sweep over the input</source>
        <translation>Reproduzir: deixar a janela varrer a entrada</translation>
    </message>
    <message>
        <source>Play the sweep</source>
        <translation>Reproduzir a varredura</translation>
    </message>
    <message>
        <source>The model is on its way.</source>
        <translation>O modelo está a caminho.</translation>
    </message>
    <message>
        <source>Draw something: then every value of every layer can be followed here.</source>
        <translation>Desenhe algo: então cada valor de cada camada pode ser acompanhado aqui.</translation>
    </message>
</context>
<context>
    <name>ArrayBenchList</name>
    <message>
        <source>Bench</source>
        <translation>Bancada</translation>
    </message>
    <message>
        <source>Arrays with names, to be used in expressions</source>
        <translation>Arrays com nomes, para usar em expressões</translation>
    </message>
    <message>
        <source>What you compute, paste or keep is listed here and can be used by its name. Try an example.</source>
        <translation>O que você calcula, cola ou guarda aparece aqui e pode ser usado pelo nome. Experimente um exemplo.</translation>
    </message>
    <message>
        <source>Arrays on the bench</source>
        <translation>Arrays na bancada</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Forma</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Put the array on show on the bench, to use it by name</source>
        <translation>Pôr na bancada o array que está à vista, para usá-lo pelo nome</translation>
    </message>
    <message>
        <source>Paste nested lists, CSV or a table as an array (Ctrl+V)</source>
        <translation>Colar listas aninhadas, CSV ou uma tabela como array (Ctrl+V)</translation>
    </message>
    <message>
        <source>Copy as NumPy code (Ctrl+C)</source>
        <translation>Copiar como código NumPy (Ctrl+C)</translation>
    </message>
    <message>
        <source>Rename (F2)</source>
        <translation>Renomear (F2)</translation>
    </message>
    <message>
        <source>Remove from the bench (Del)</source>
        <translation>Tirar da bancada (Del)</translation>
    </message>
</context>
<context>
    <name>ArrayDisplay</name>
    <message>
        <source>Point at a cell to read it. Drag to turn.</source>
        <translation>Aponte para uma célula para ler seu valor. Arraste para girar.</translation>
    </message>
    <message>
        <source>Depth: last axis</source>
        <translation>Profundidade: último eixo</translation>
    </message>
    <message>
        <source>Depth: first axis</source>
        <translation>Profundidade: primeiro eixo</translation>
    </message>
    <message>
        <source>Axis into depth</source>
        <translation>Eixo da profundidade</translation>
    </message>
    <message>
        <source>Keras: rows, columns, channels one behind the other. NumPy: a stack of matrices, as it is printed.</source>
        <translation>Keras: linhas, colunas, canais um atrás do outro. NumPy: uma pilha de matrizes, como é impressa.</translation>
    </message>
    <message>
        <source>Reset view</source>
        <translation>Restaurar vista</translation>
    </message>
    <message>
        <source>Back to the first view (0 or Home)</source>
        <translation>Voltar à vista inicial (0 ou Home)</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Cortar</translation>
    </message>
    <message>
        <source>Show a part, open the box at a plane, or take its layers apart</source>
        <translation>Mostre uma parte, abra a caixa em um plano ou separe as camadas</translation>
    </message>
    <message>
        <source>Find values</source>
        <translation>Achar valores</translation>
    </message>
    <message>
        <source>Light the cells with certain values, and see how values spread</source>
        <translation>Acenda as células com certos valores e veja como os valores se distribuem</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>The array as nested brackets, as NumPy prints it</source>
        <translation>O array em colchetes aninhados, como o NumPy imprime</translation>
    </message>
    <message>
        <source>Axes</source>
        <translation>Eixos</translation>
    </message>
    <message>
        <source>Which axis is width, height or depth, which makes boxes or has a slider</source>
        <translation>Qual eixo é largura, altura ou profundidade, qual forma caixas ou tem um controle deslizante</translation>
    </message>
</context>
<context>
    <name>ArrayFactsLine</name>
    <message>
        <source>strides {0}</source>
        <translation>passos {0}</translation>
    </message>
    <message>
        <source>mapped from the file</source>
        <translation>mapeado do arquivo</translation>
    </message>
    <message>
        <source>a view of {0}</source>
        <translation>uma vista de {0}</translation>
    </message>
    <message>
        <source>memory of its own</source>
        <translation>memória própria</translation>
    </message>
    <message>
        <source>C order</source>
        <translation>ordem C</translation>
    </message>
    <message>
        <source>Fortran order</source>
        <translation>ordem Fortran</translation>
    </message>
    <message>
        <source>C and Fortran order</source>
        <translation>ordem C e Fortran</translation>
    </message>
    <message>
        <source>neither C nor Fortran order</source>
        <translation>ordem nem C nem Fortran</translation>
    </message>
    <message>
        <source>{0} to {1}</source>
        <translation>{0} a {1}</translation>
    </message>
    <message>
        <source>about {0} to {1} (sampled)</source>
        <translation>cerca de {0} a {1} (por amostragem)</translation>
    </message>
    <message>
        <source>{0} NaN</source>
        <translation>{0} NaN</translation>
    </message>
    <message>
        <source>{0} infinite</source>
        <translation>{0} infinitos</translation>
    </message>
</context>
<context>
    <name>ArraySourceChooser</name>
    <message>
        <source>File {0}</source>
        <translation>Arquivo {0}</translation>
    </message>
    <message>
        <source>Bench</source>
        <translation>Bancada</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>Exemplo</translation>
    </message>
    <message>
        <source>Chosen layer: {0}</source>
        <translation>Camada escolhida: {0}</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Entrada</translation>
    </message>
    <message>
        <source>Outputs of layers</source>
        <translation>Saídas das camadas</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Pesos</translation>
    </message>
    <message>
        <source>Input of the model</source>
        <translation>Entrada do modelo</translation>
    </message>
    <message>
        <source>Array</source>
        <translation>Array</translation>
    </message>
    <message>
        <source>Which array is shown: a tensor of the model, an array of a file, or the example</source>
        <translation>Qual array é mostrado: um tensor do modelo, um array de um arquivo ou o exemplo</translation>
    </message>
</context>
<context>
    <name>ArrayWorkbench</name>
    <message>
        <source>On the bench: {0}. Use it by this name in an expression.</source>
        <translation>Na bancada: {0}. Use-o por esse nome em uma expressão.</translation>
    </message>
    <message>
        <source>The pasted text</source>
        <translation>O texto colado</translation>
    </message>
    <message>
        <source>Removed from the bench: {0}</source>
        <translation>Tirado da bancada: {0}</translation>
    </message>
    <message>
        <source>The NumPy code of {0} is on the clipboard.</source>
        <translation>O código NumPy de {0} está na área de transferência.</translation>
    </message>
</context>
<context>
    <name>ArraysPanel</name>
    <message>
        <source>The model is on its way. Meanwhile turn this example, type an expression, paste a table, open an .npy or .npz file, or drop one here.</source>
        <translation>O modelo está a caminho. Enquanto isso, gire este exemplo, digite uma expressão, cole uma tabela, abra um arquivo .npy ou .npz ou solte um aqui.</translation>
    </message>
    <message>
        <source>No values yet: draw something, and this array of the model appears here. Meanwhile an example: {0}</source>
        <translation>Ainda não há valores: desenhe algo e este array do modelo aparece aqui. Enquanto isso, um exemplo: {0}</translation>
    </message>
    <message>
        <source>NumPy arrays ({0})</source>
        <translation>Arrays do NumPy ({0})</translation>
    </message>
    <message>
        <source>Open an array</source>
        <translation>Abrir um array</translation>
    </message>
    <message>
        <source>Arrays</source>
        <translation>Arrays</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>Abrir um arquivo…</translation>
    </message>
    <message>
        <source>Show an array saved by NumPy: .npy or .npz</source>
        <translation>Mostrar um array salvo pelo NumPy: .npy ou .npz</translation>
    </message>
</context>
<context>
    <name>Attribution</name>
    <message>
        <source>Saliency</source>
        <translation>Saliência</translation>
    </message>
    <message>
        <source>Gradient × input</source>
        <translation>Gradiente × entrada</translation>
    </message>
    <message>
        <source>SmoothGrad</source>
        <translation>SmoothGrad</translation>
    </message>
    <message>
        <source>Integrated gradients</source>
        <translation>Gradientes integrados</translation>
    </message>
    <message>
        <source>Grad-CAM</source>
        <translation>Grad-CAM</translation>
    </message>
    <message>
        <source>Occlusion</source>
        <translation>Oclusão</translation>
    </message>
    <message>
        <source>Activation maximisation</source>
        <translation>Maximização da ativação</translation>
    </message>
    <message>
        <source>Effective field</source>
        <translation>Campo efetivo</translation>
    </message>
    <message>
        <source>Bright pixels change the score most when they change a little.</source>
        <translation>Os pixels claros são os que mais mudam a pontuação quando mudam um pouco.</translation>
    </message>
    <message>
        <source>Orange pixels speak for it, blue ones against it: value times influence.</source>
        <translation>Pixels laranja falam a favor, azuis contra: valor vezes influência.</translation>
    </message>
    <message>
        <source>Saliency, averaged over noisy copies of the drawing.</source>
        <translation>Saliência, na média de cópias ruidosas do desenho.</translation>
    </message>
    <message>
        <source>Orange pixels raised the score on the way from an empty picture to this one; blue: lowered.</source>
        <translation>Pixels laranja aumentaram a pontuação no caminho de uma imagem vazia até esta; azuis diminuíram.</translation>
    </message>
    <message>
        <source>Bright regions hold the maps that speak for it in one layer.</source>
        <translation>As regiões claras são onde os mapas de uma camada falam a favor.</translation>
    </message>
    <message>
        <source>Orange: covering this place lowers the score. Blue: raises it.</source>
        <translation>Laranja: cobrir este lugar diminui a pontuação. Azul: aumenta.</translation>
    </message>
    <message>
        <source>A picture made from nothing that excites it as much as can be.</source>
        <translation>Uma imagem feita do nada que o excita o máximo possível.</translation>
    </message>
    <message>
        <source>Bright pixels change the unit most.</source>
        <translation>Os pixels claros são os que mais mudam a unidade.</translation>
    </message>
</context>
<context>
    <name>AxisRolesForm</name>
    <message>
        <source>Choose what each axis does. Two axes that want the same place change places.</source>
        <translation>Escolha o que cada eixo faz. Dois eixos que querem o mesmo lugar trocam de lugar.</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Largura</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Altura</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Profundidade</translation>
    </message>
    <message>
        <source>Boxes side by side</source>
        <translation>Caixas lado a lado</translation>
    </message>
    <message>
        <source>Boxes below each other</source>
        <translation>Caixas uma abaixo da outra</translation>
    </message>
    <message>
        <source>Slider</source>
        <translation>Controle deslizante</translation>
    </message>
    <message>
        <source>axis {0}</source>
        <translation>eixo {0}</translation>
    </message>
    <message>
        <source>What axis {0} does</source>
        <translation>O que o eixo {0} faz</translation>
    </message>
</context>
<context>
    <name>AxisSliders</name>
    <message>
        <source>Axes shown</source>
        <translation>Eixos mostrados</translation>
    </message>
    <message>
        <source>Which three axes make the box; the others have a slider each</source>
        <translation>Quais três eixos formam a caixa; cada um dos outros tem um controle deslizante</translation>
    </message>
    <message>
        <source>axis {0}</source>
        <translation>eixo {0}</translation>
    </message>
    <message>
        <source>Index along axis {0}</source>
        <translation>Índice no eixo {0}</translation>
    </message>
    <message>
        <source>Index along axis {0}, 0 to {1}</source>
        <translation>Índice no eixo {0}, de 0 a {1}</translation>
    </message>
</context>
<context>
    <name>BadBatchView</name>
    <message>
        <source>Batch {0}: “{1}” is the first layer that gave infinite numbers or none at all.</source>
        <translation>Lote {0}: “{1}” é a primeira camada que deu números infinitos ou inválidos.</translation>
    </message>
    <message>
        <source>Batch {0}: every layer gave finite numbers, the largest {1} in “{2}”; the loss did not.</source>
        <translation>Lote {0}: todas as camadas deram números finitos, o maior {1} em “{2}”; a perda não.</translation>
    </message>
    <message>
        <source>Batch {0} gave a loss that is no number. The weights before it were not kept.</source>
        <translation>O lote {0} deu uma perda que não é um número. Os pesos anteriores a ele não foram guardados.</translation>
    </message>
    <message>
        <source>Training picture {0}: “{1}”</source>
        <translation>Imagem de treino {0}: “{1}”</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Camada</translation>
    </message>
    <message>
        <source>Finite numbers</source>
        <translation>Números finitos</translation>
    </message>
    <message>
        <source>Largest finite number</source>
        <translation>Maior número finito</translation>
    </message>
    <message>
        <source>What each layer gave for this batch</source>
        <translation>O que cada camada deu para este lote</translation>
    </message>
    <message>
        <source>Pictures of the batch</source>
        <translation>Imagens do lote</translation>
    </message>
</context>
<context>
    <name>BenchExamples</name>
    <message>
        <source>Vector (3,)</source>
        <translation>Vetor (3,)</translation>
    </message>
    <message>
        <source>Matrix (3, 4)</source>
        <translation>Matriz (3, 4)</translation>
    </message>
    <message>
        <source>Nested lists (2, 4)</source>
        <translation>Listas aninhadas (2, 4)</translation>
    </message>
    <message>
        <source>Cube (2, 2, 2)</source>
        <translation>Cubo (2, 2, 2)</translation>
    </message>
    <message>
        <source>Four axes (2, 3, 4, 5)</source>
        <translation>Quatro eixos (2, 3, 4, 5)</translation>
    </message>
    <message>
        <source>Dot product: 10</source>
        <translation>Produto escalar: 10</translation>
    </message>
    <message>
        <source>A dense layer on a batch: X @ W.T + b</source>
        <translation>Uma camada densa sobre um lote: X @ W.T + b</translation>
    </message>
    <message>
        <source>Two dense layers of random weights</source>
        <translation>Duas camadas densas com pesos aleatórios</translation>
    </message>
    <message>
        <source>Broadcasting: a column and a row</source>
        <translation>Broadcasting: uma coluna e uma linha</translation>
    </message>
    <message>
        <source>Mistake: shapes (4,) and (3, 4)</source>
        <translation>Erro: formas (4,) e (3, 4)</translation>
    </message>
    <message>
        <source>Mistake: outer brackets missing</source>
        <translation>Erro: faltam os colchetes externos</translation>
    </message>
</context>
<context>
    <name>BoxView</name>
    <message>
        <source>axis {0}: {1}</source>
        <translation>eixo {0}: {1}</translation>
    </message>
    <message>
        <source>axis {0}: {1}:{2} of {3}</source>
        <translation>eixo {0}: {1}:{2} de {3}</translation>
    </message>
    <message>
        <source>No array</source>
        <translation>Nenhum array</translation>
    </message>
    <message>
        <source>Empty array of shape {0}: an axis of length 0 has no cells.</source>
        <translation>Array vazio de formato {0}: um eixo de comprimento 0 não tem células.</translation>
    </message>
    <message>
        <source>A single number without axes, shape (): {0}</source>
        <translation>Um único número, sem eixos, formato (): {0}</translation>
    </message>
    <message>
        <source>Reduced picture: a dot shows one of {0} × {1} cells</source>
        <translation>Imagem reduzida: cada ponto mostra uma de {0} × {1} células</translation>
    </message>
    <message>
        <source>Reduced picture: a dot is the mean of {0} × {1} cells</source>
        <translation>Imagem reduzida: cada ponto é a média de {0} × {1} células</translation>
    </message>
    <message>
        <source>Each slab holds {0} layers.</source>
        <translation>Cada placa contém {0} camadas.</translation>
    </message>
    <message>
        <source>{0} more boxes are not shown: choose a range under Cut.</source>
        <translation>Outras {0} caixas não aparecem: escolha um intervalo em Cortar.</translation>
    </message>
    <message>
        <source>Array in three dimensions</source>
        <translation>Array em três dimensões</translation>
    </message>
    <message>
        <source>Drag to turn, Shift or the right button to move, wheel to zoom, double click to reset. Keys: arrows turn, Shift with arrows moves, + and − zoom, 0 resets, 1 to 6 show a side, F shows all, P switches perspective, Ctrl with arrows walks over the cells.</source>
        <translation>Arraste para girar, Shift ou o botão direito para mover, roda para aproximar, clique duplo para voltar ao início. Teclas: as setas giram, Shift com setas move, + e − aproximam e afastam, 0 volta ao início, 1 a 6 mostram um lado, F mostra tudo, P liga e desliga a perspectiva, Ctrl com setas anda pelas células.</translation>
    </message>
</context>
<context>
    <name>BracketTextView</name>
    <message>
        <source>The array as nested brackets</source>
        <translation>O array em colchetes aninhados</translation>
    </message>
    <message>
        <source>Point at a number: its cell lights up in the box, and the other way round.</source>
        <translation>Aponte para um número: a célula dele se acende na caixa, e vice-versa.</translation>
    </message>
    <message>
        <source>Long axes are shortened with …; numbers are rounded to three digits.</source>
        <translation>Eixos longos são abreviados com …; os números são arredondados para três algarismos.</translation>
    </message>
</context>
<context>
    <name>ChangePicture</name>
    <message>
        <source>Row {0}, column {1}: {2}</source>
        <translation>Linha {0}, coluna {1}: {2}</translation>
    </message>
</context>
<context>
    <name>ClassScoresTable</name>
    <message>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Precisão</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Revocação</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Click a class to see how its pictures are misread</source>
        <translation>Clique em uma classe para ver como as imagens dela são confundidas</translation>
    </message>
    <message>
        <source>Of the pictures read as this class: the part that is of it</source>
        <translation>Das imagens lidas como esta classe: a parte que realmente é dela</translation>
    </message>
    <message>
        <source>Of the pictures of this class: the part that is read as it</source>
        <translation>Das imagens desta classe: a parte que é lida como ela</translation>
    </message>
    <message>
        <source>The harmonic mean of precision and recall</source>
        <translation>A média harmônica entre precisão e revocação</translation>
    </message>
    <message>
        <source>How many pictures of this class were read</source>
        <translation>Quantas imagens desta classe foram lidas</translation>
    </message>
    <message>
        <source>Figures of the classes</source>
        <translation>Medidas de cada classe</translation>
    </message>
</context>
<context>
    <name>ClassTable</name>
    <message>
        <source>All classes</source>
        <translation>Todas as classes</translation>
    </message>
    <message>
        <source>{0}: the mean of all training pictures</source>
        <translation>{0}: a média de todas as imagens de treino</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Treino</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Teste</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Classes</translation>
    </message>
</context>
<context>
    <name>ColourControls</name>
    <message>
        <source>Automatic</source>
        <translation>Automático</translation>
    </message>
    <message>
        <source>Viridis</source>
        <translation>Viridis</translation>
    </message>
    <message>
        <source>Cividis</source>
        <translation>Cividis</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Cinza</translation>
    </message>
    <message>
        <source>Diverging</source>
        <translation>Divergente</translation>
    </message>
    <message>
        <source>Colour map</source>
        <translation>Mapa de cores</translation>
    </message>
    <message>
        <source>Colour map. Automatic: diverging about zero for signed values, viridis for others.</source>
        <translation>Mapa de cores. Automático: divergente em torno de zero para valores com sinal, viridis para os demais.</translation>
    </message>
    <message>
        <source>Each map</source>
        <translation>Cada mapa</translation>
    </message>
    <message>
        <source>Give each map its own range of colours, so that weak maps can be seen; else all share one.</source>
        <translation>Dar a cada mapa sua própria faixa de cores, para que mapas fracos sejam visíveis; senão, todos usam a mesma.</translation>
    </message>
</context>
<context>
    <name>ColourLegend</name>
    <message>
        <source>lowest of each map</source>
        <translation>menor de cada mapa</translation>
    </message>
    <message>
        <source>highest of each map</source>
        <translation>maior de cada mapa</translation>
    </message>
    <message>
        <source>From {0} to {1}</source>
        <translation>De {0} a {1}</translation>
    </message>
</context>
<context>
    <name>ComparePanel</name>
    <message>
        <source>Live: {0}</source>
        <translation>Atual: {0}</translation>
    </message>
    <message>
        <source>Compare the live model with another one before the same drawing: open a file or drop it here, or hold the model as it is now, then train on or change weights by hand and watch what changes.</source>
        <translation>Compare o modelo atual com outro diante do mesmo desenho: abra um arquivo ou solte-o aqui, ou guarde o modelo como está agora; depois continue o treinamento ou mude pesos à mão e veja o que muda.</translation>
    </message>
    <message>
        <source>The reference has no answer. {0}</source>
        <translation>A referência não tem resposta. {0}</translation>
    </message>
    <message>
        <source>Draw something to see what both models make of it.</source>
        <translation>Desenhe algo para ver o que os dois modelos fazem com isso.</translation>
    </message>
    <message>
        <source>Reference: {0}</source>
        <translation>Referência: {0}</translation>
    </message>
    <message>
        <source>Reference: {0} as it was at {1}, after {2} batches</source>
        <translation>Referência: {0} como estava às {1}, após {2} lotes</translation>
    </message>
    <message>
        <source>Reference: {0} as it was at {1}</source>
        <translation>Referência: {0} como estava às {1}</translation>
    </message>
    <message>
        <source>Keras models ({0})</source>
        <translation>Modelos Keras ({0})</translation>
    </message>
    <message>
        <source>Open a reference</source>
        <translation>Abrir uma referência</translation>
    </message>
</context>
<context>
    <name>ConfusionLegend</name>
    <message>
        <source>right, up to {0}</source>
        <translation>acertos, até {0}</translation>
    </message>
    <message>
        <source>mistakes, up to {0}</source>
        <translation>erros, até {0}</translation>
    </message>
    <message>
        <source>Colours of the matrix</source>
        <translation>Cores da matriz</translation>
    </message>
</context>
<context>
    <name>ContactSheetPanel</name>
    <message>
        <source>Pictures ({0})</source>
        <translation>Imagens ({0})</translation>
    </message>
    <message>
        <source>Open pictures</source>
        <translation>Abrir imagens</translation>
    </message>
    <message>
        <source>Open a folder of pictures</source>
        <translation>Abrir uma pasta de imagens</translation>
    </message>
    <message>
        <source>Tables ({0})</source>
        <translation>Tabelas ({0})</translation>
    </message>
    <message>
        <source>Export the list</source>
        <translation>Exportar a lista</translation>
    </message>
    <message>
        <source>The list was saved to {0}.</source>
        <translation>A lista foi salva em {0}.</translation>
    </message>
    <message>
        <source>The live model reads the pictures…</source>
        <translation>O modelo atual está lendo as imagens…</translation>
    </message>
    <message>
        <source>Open pictures or a folder, or drop them here: the live model reads them all.</source>
        <translation>Abra imagens ou uma pasta, ou solte-as aqui: o modelo atual lê todas.</translation>
    </message>
    <message>
        <source>There are no pictures in this folder. Choose another one.</source>
        <translation>Não há imagens nesta pasta. Escolha outra.</translation>
    </message>
    <message>
        <source>{0} files: {1} not sure or blank, {2} unreadable.</source>
        <translation>{0} arquivos: {1} em dúvida ou em branco, {2} ilegíveis.</translation>
    </message>
    <message>
        <source>There were more; these are the first ones.</source>
        <translation>Havia mais; estas são as primeiras.</translation>
    </message>
    <message>
        <source>Many pictures</source>
        <translation>Muitas imagens</translation>
    </message>
    <message>
        <source>Open pictures…</source>
        <translation>Abrir imagens…</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>Abrir pasta…</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>Exportar CSV…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Readings</source>
        <translation>Leituras</translation>
    </message>
</context>
<context>
    <name>CurveControls</name>
    <message>
        <source>Smoothing</source>
        <translation>Suavizar</translation>
    </message>
    <message>
        <source>Log loss</source>
        <translation>Perda log</translation>
    </message>
    <message>
        <source>Show the loss on a logarithmic scale (L)</source>
        <translation>Mostrar a perda em escala logarítmica (L)</translation>
    </message>
    <message>
        <source>Smoothing of the curves</source>
        <translation>Suavização das curvas</translation>
    </message>
    <message>
        <source>Exponential moving average, weight {0}: about the last {1} batches</source>
        <translation>Média móvel exponencial, peso {0}: cerca dos últimos {1} lotes</translation>
    </message>
</context>
<context>
    <name>CurveLegend</name>
    <message>
        <source>every batch</source>
        <translation>cada lote</translation>
    </message>
    <message>
        <source>smoothed</source>
        <translation>suavizada</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>validação</translation>
    </message>
    <message>
        <source>end of an epoch</source>
        <translation>fim de época</translation>
    </message>
    <message>
        <source>Legend: {0}</source>
        <translation>Legenda: {0}</translation>
    </message>
</context>
<context>
    <name>CurveMarks</name>
    <message>
        <source>chosen: epoch {0}</source>
        <translation>escolhida: época {0}</translation>
    </message>
    <message>
        <source>best: epoch {0}</source>
        <translation>melhor: época {0}</translation>
    </message>
    <message>
        <source>rate {0}</source>
        <translation>taxa {0}</translation>
    </message>
    <message>
        <source>batch size {0}</source>
        <translation>lote de {0}</translation>
    </message>
</context>
<context>
    <name>CurveMenu</name>
    <message>
        <source>Copy the picture</source>
        <translation>Copiar a imagem</translation>
    </message>
    <message>
        <source>Save the picture …</source>
        <translation>Salvar a imagem …</translation>
    </message>
    <message>
        <source>Copy the figures in view</source>
        <translation>Copiar os números visíveis</translation>
    </message>
    <message>
        <source>Show everything (Home)</source>
        <translation>Mostrar tudo (Home)</translation>
    </message>
    <message>
        <source>Logarithmic loss (L)</source>
        <translation>Perda logarítmica (L)</translation>
    </message>
    <message>
        <source>Reference lines</source>
        <translation>Linhas de referência</translation>
    </message>
    <message>
        <source>At the batch that is read</source>
        <translation>No lote apontado</translation>
    </message>
    <message>
        <source>At an accuracy of …</source>
        <translation>Em uma acurácia de …</translation>
    </message>
    <message>
        <source>At a loss of …</source>
        <translation>Em uma perda de …</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>Remover todas</translation>
    </message>
    <message>
        <source>Reference line</source>
        <translation>Linha de referência</translation>
    </message>
    <message>
        <source>Accuracy in percent (10 is chance among ten classes)</source>
        <translation>Acurácia em por cento (10 é o acaso entre dez classes)</translation>
    </message>
    <message>
        <source>Loss (2.3026 is guessing among ten classes)</source>
        <translation>Perda (2,3026 é chutar entre dez classes)</translation>
    </message>
</context>
<context>
    <name>CurvePlot</name>
    <message>
        <source>After batch {0}: loss {1}, accuracy {2}.</source>
        <translation>Após o lote {0}: perda {1}, acurácia {2}.</translation>
    </message>
    <message>
        <source>Validation after epoch {0}: loss {1}, accuracy {2}.</source>
        <translation>Validação após a época {0}: perda {1}, acurácia {2}.</translation>
    </message>
    <message>
        <source>Curves of the training</source>
        <translation>Curvas do treinamento</translation>
    </message>
    <message>
        <source>Drag or scroll to move and zoom along the batches, on an axis for that axis; a double click shows everything. Arrow keys read batch after batch, plus and minus zoom, Home shows everything, L switches the scale of the loss.</source>
        <translation>Arraste ou use a roda para mover e ampliar ao longo dos lotes; sobre um eixo, só esse eixo. Um duplo clique mostra tudo. As setas leem lote a lote, mais e menos ampliam e reduzem, Home mostra tudo, L alterna a escala da perda.</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Perda</translation>
    </message>
    <message>
        <source>Accuracy %</source>
        <translation>Acurácia %</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Lote</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Taxa</translation>
    </message>
</context>
<context>
    <name>CurveReadout</name>
    <message>
        <source>Batch {0} · epoch {1}</source>
        <translation>Lote {0} · época {1}</translation>
    </message>
    <message>
        <source>Loss {0} (smoothed {1})</source>
        <translation>Perda {0} (suavizada {1})</translation>
    </message>
    <message>
        <source>Accuracy {0}</source>
        <translation>Acurácia {0}</translation>
    </message>
    <message>
        <source>Learning rate {0}</source>
        <translation>Taxa de aprendizado {0}</translation>
    </message>
    <message>
        <source>Validation of epoch {0}:
loss {1}, accuracy {2}</source>
        <translation>Validação da época {0}:
perda {1}, acurácia {2}</translation>
    </message>
</context>
<context>
    <name>CutControls</name>
    <message>
        <source>Slice plane</source>
        <translation>Plano de corte</translation>
    </message>
    <message>
        <source>Take apart</source>
        <translation>Separar</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Mostrar tudo</translation>
    </message>
    <message>
        <source>Takes away what lies between you and one layer</source>
        <translation>Retira o que está entre você e uma camada</translation>
    </message>
    <message>
        <source>Moves the layers along one axis apart</source>
        <translation>Afasta as camadas ao longo de um eixo</translation>
    </message>
    <message>
        <source>Axis of the slice plane</source>
        <translation>Eixo do plano de corte</translation>
    </message>
    <message>
        <source>Axis that is taken apart</source>
        <translation>Eixo que é separado</translation>
    </message>
    <message>
        <source>Index of the slice plane</source>
        <translation>Índice do plano de corte</translation>
    </message>
    <message>
        <source>Space between the layers</source>
        <translation>Espaço entre as camadas</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Nenhum</translation>
    </message>
    <message>
        <source>Along axis {0} ({1})</source>
        <translation>Ao longo do eixo {0} ({1})</translation>
    </message>
    <message>
        <source>axis {0}</source>
        <translation>eixo {0}</translation>
    </message>
    <message>
        <source>First index along axis {0}</source>
        <translation>Primeiro índice no eixo {0}</translation>
    </message>
    <message>
        <source>End of the range along axis {0}, not included</source>
        <translation>Fim do intervalo no eixo {0}, não incluído</translation>
    </message>
    <message>
        <source>Range along axis {0}</source>
        <translation>Intervalo no eixo {0}</translation>
    </message>
</context>
<context>
    <name>DataChooser</name>
    <message>
        <source>Open a folder with a folder of pictures for each class</source>
        <translation>Abrir uma pasta com uma pasta de imagens para cada classe</translation>
    </message>
    <message>
        <source>Pictures and labels ({0})</source>
        <translation>Imagens e rótulos ({0})</translation>
    </message>
    <message>
        <source>Open data to train on</source>
        <translation>Abrir dados para treinar</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>Conjunto de dados</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>Abrir pasta…</translation>
    </message>
    <message>
        <source>A folder with a folder of pictures for each class; dropping it works too</source>
        <translation>Uma pasta com uma pasta de imagens para cada classe; também se pode arrastá-la para cá</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>Abrir arquivo…</translation>
    </message>
    <message>
        <source>A NumPy archive (.npz) or a table (.csv); dropping it works too</source>
        <translation>Um arquivo NumPy (.npz) ou uma tabela (.csv); também se pode arrastá-lo para cá</translation>
    </message>
</context>
<context>
    <name>DataPanel</name>
    <message>
        <source>Download ({0})</source>
        <translation>Baixar ({0})</translation>
    </message>
    <message>
        <source>Reading {0}…</source>
        <translation>Lendo {0}…</translation>
    </message>
    <message>
        <source>Choose a data set, or drop a folder of pictures, a .npz file or a table here.</source>
        <translation>Escolha um conjunto de dados ou arraste para cá uma pasta de imagens, um arquivo .npz ou uma tabela.</translation>
    </message>
    <message>
        <source>{0} is not on this machine. Nothing is downloaded unless you ask for it.</source>
        <translation>{0} não está neste computador. Nada é baixado sem que você peça.</translation>
    </message>
    <message>
        <source>in colour</source>
        <translation>em cores</translation>
    </message>
    <message>
        <source>in grey</source>
        <translation>em tons de cinza</translation>
    </message>
    <message>
        <source>{0}: {1} pictures of {2} classes, {3} × {4} {5}, values {6} to {7}.</source>
        <translation>{0}: {1} imagens de {2} classes, {3} × {4} {5}, valores de {6} a {7}.</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Dados</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>DataSamples</name>
    <message>
        <source>{0} pictures</source>
        <translation>{0} imagens</translation>
    </message>
    <message>
        <source>Picture {0}: labelled {1}</source>
        <translation>Imagem {0}: rótulo {1}</translation>
    </message>
    <message>
        <source>Training part</source>
        <translation>Parte de treino</translation>
    </message>
    <message>
        <source>Test part</source>
        <translation>Parte de teste</translation>
    </message>
    <message>
        <source>Part of the data set</source>
        <translation>Parte do conjunto de dados</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Imagens</translation>
    </message>
    <message>
        <source>A click shows what augmentation makes of a picture</source>
        <translation>Um clique mostra o que o aumento de dados faz com uma imagem</translation>
    </message>
    <message>
        <source>Remove this drawing</source>
        <translation>Remover este desenho</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>Trazer de volta</translation>
    </message>
</context>
<context>
    <name>DifferenceTable</name>
    <message>
        <source>no partner</source>
        <translation>sem par</translation>
    </message>
    <message>
        <source>shapes differ</source>
        <translation>formatos diferentes</translation>
    </message>
    <message>
        <source>The reference has no layer that corresponds to {0}.</source>
        <translation>A referência não tem camada que corresponda a {0}.</translation>
    </message>
    <message>
        <source>Compared with {0} of the reference.</source>
        <translation>Comparada com {0} da referência.</translation>
    </message>
    <message>
        <source>Corresponds to {0} of the reference, but shapes of their weights differ.</source>
        <translation>Corresponde a {0} da referência, mas os formatos dos pesos são diferentes.</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Camada</translation>
    </message>
    <message>
        <source>Layers with weights; click to sort</source>
        <translation>Camadas com pesos; clique para ordenar</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Mudança</translation>
    </message>
    <message>
        <source>Relative change: length of the difference ÷ length of the reference&apos;s weights</source>
        <translation>Mudança relativa: comprimento da diferença ÷ comprimento dos pesos da referência</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>Maior</translation>
    </message>
    <message>
        <source>Largest absolute change of a single weight</source>
        <translation>Maior mudança absoluta de um único peso</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Distância</translation>
    </message>
    <message>
        <source>L2 norm of the difference of all weights of the layer</source>
        <translation>Norma L2 da diferença de todos os pesos da camada</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>Cosseno</translation>
    </message>
    <message>
        <source>Cosine similarity: 1 where both point the same way</source>
        <translation>Similaridade do cosseno: 1 quando os dois apontam na mesma direção</translation>
    </message>
    <message>
        <source>Differences of the layers&apos; weights</source>
        <translation>Diferenças dos pesos das camadas</translation>
    </message>
</context>
<context>
    <name>DigitCanvas</name>
    <message>
        <source>Draw a digit 0–9 here</source>
        <translation>Desenhe aqui um dígito de 0 a 9</translation>
    </message>
    <message>
        <source>Enter keeps the change, Esc takes it back.</source>
        <translation>Enter mantém a mudança, Esc a desfaz.</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>Tela de desenho</translation>
    </message>
    <message>
        <source>Draw with the mouse, or with the arrow keys: the space bar puts the pen down and lifts it.</source>
        <translation>Desenhe com o mouse ou com as setas: a barra de espaço abaixa e levanta a caneta.</translation>
    </message>
</context>
<context>
    <name>DrawDoors</name>
    <message>
        <source>The drawing was saved to {0}.</source>
        <translation>O desenho foi salvo em {0}.</translation>
    </message>
    <message>
        <source>The paper is blank: draw something, then keep it.</source>
        <translation>O papel está em branco: desenhe algo e depois guarde.</translation>
    </message>
    <message>
        <source>Kept as “{0}”: {1} of these, {2} drawings in all. Train with them as “My drawings”.</source>
        <translation>Guardado como “{0}”: {1} destes, {2} desenhos ao todo. Treine com eles em “Meus desenhos”.</translation>
    </message>
</context>
<context>
    <name>DrawPanel</name>
    <message>
        <source>drawing</source>
        <translation>desenho</translation>
    </message>
    <message>
        <source>Pictures ({0})</source>
        <translation>Imagens ({0})</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>Abrir uma imagem</translation>
    </message>
    <message>
        <source>{0}, {1} {2}: labelled {3}</source>
        <translation>{0}, {1} {2}: rótulo {3}</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>Desenho</translation>
    </message>
    <message>
        <source>What the model sees: {0} × {1}</source>
        <translation>O que o modelo vê: {0} × {1}</translation>
    </message>
    <message>
        <source>What the model sees: {0} × {1}, in colour</source>
        <translation>O que o modelo vê: {0} × {1}, em cores</translation>
    </message>
    <message>
        <source>{0} does not read pictures: its input has the shape ({1}). Open a model that reads pictures (Ctrl+O), or train one: your drawing waits here.</source>
        <translation>{0} não lê imagens: sua entrada tem o formato ({1}). Abra um modelo que leia imagens (Ctrl+O) ou treine um: seu desenho espera aqui.</translation>
    </message>
</context>
<context>
    <name>DrawingTools</name>
    <message>
        <source>Pen</source>
        <translation>Caneta</translation>
    </message>
    <message>
        <source>Draw (P)</source>
        <translation>Desenhar (P)</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>Borracha</translation>
    </message>
    <message>
        <source>Erase (E, or the right mouse button)</source>
        <translation>Apagar (E, ou o botão direito do mouse)</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Linha</translation>
    </message>
    <message>
        <source>Draw straight lines (L, or Shift with the pen)</source>
        <translation>Desenhar linhas retas (L, ou Shift com a caneta)</translation>
    </message>
    <message>
        <source>Move, scale, turn</source>
        <translation>Mover, ampliar, girar</translation>
    </message>
    <message>
        <source>Move, scale or turn the whole drawing (T): by its frame, or by arrows, + − and [ ]</source>
        <translation>Mover, ampliar ou girar o desenho inteiro (T): pela moldura, ou com as setas, + − e [ ]</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Desfazer</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>Desfazer (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Refazer</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Shift+Z)</source>
        <translation>Refazer (Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Limpar</translation>
    </message>
    <message>
        <source>Take a blank paper (Delete)</source>
        <translation>Pegar um papel em branco (Delete)</translation>
    </message>
    <message>
        <source>Open a picture…</source>
        <translation>Abrir uma imagem…</translation>
    </message>
    <message>
        <source>Open a picture file</source>
        <translation>Abrir um arquivo de imagem</translation>
    </message>
    <message>
        <source>Open many…</source>
        <translation>Abrir várias…</translation>
    </message>
    <message>
        <source>Read many pictures at once, or a folder of them</source>
        <translation>Ler muitas imagens de uma vez, ou uma pasta delas</translation>
    </message>
    <message>
        <source>Save the drawing…</source>
        <translation>Salvar o desenho…</translation>
    </message>
    <message>
        <source>Save the drawing as a PNG picture (Ctrl+S)</source>
        <translation>Salvar o desenho como imagem PNG (Ctrl+S)</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Amostras</translation>
    </message>
    <message>
        <source>Choose among all samples of a data set (Ctrl+G)</source>
        <translation>Escolher entre todas as amostras de um conjunto de dados (Ctrl+G)</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Colar</translation>
    </message>
    <message>
        <source>Paste a picture (Ctrl+V); dropping one works too</source>
        <translation>Colar uma imagem (Ctrl+V); arrastar e soltar também funciona</translation>
    </message>
    <message>
        <source>Random sample</source>
        <translation>Amostra aleatória</translation>
    </message>
    <message>
        <source>Put a random sample of a data set on the paper (Ctrl+R)</source>
        <translation>Pôr no papel uma amostra aleatória de um conjunto de dados (Ctrl+R)</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Copy the drawing as a picture (Ctrl+C)</source>
        <translation>Copiar o desenho como imagem (Ctrl+C)</translation>
    </message>
    <message>
        <source>Brush width</source>
        <translation>Espessura do pincel</translation>
    </message>
    <message>
        <source>Brush width ([ and ], or the wheel over the drawing)</source>
        <translation>Espessura do pincel ([ e ], ou a roda sobre o desenho)</translation>
    </message>
    <message>
        <source>Data set of the samples</source>
        <translation>Conjunto de dados das amostras</translation>
    </message>
    <message>
        <source>Where random samples come from</source>
        <translation>De onde vêm as amostras aleatórias</translation>
    </message>
</context>
<context>
    <name>EditAccuracy</name>
    <message>
        <source>No data set of nnviz fits this model, so no accuracy is measured.</source>
        <translation>Nenhum conjunto de dados do nnviz serve para este modelo, por isso a acurácia não é medida.</translation>
    </message>
    <message>
        <source>Accuracy: measured after the first change.</source>
        <translation>Acurácia: medida depois da primeira alteração.</translation>
    </message>
    <message>
        <source>Accuracy: measuring, {0}</source>
        <translation>Acurácia: medindo, {0}</translation>
    </message>
    <message>
        <source>Accuracy on {0} pictures: {1} → {2} ({3} points)</source>
        <translation>Acurácia em {0} imagens: {1} → {2} ({3} pontos)</translation>
    </message>
    <message>
        <source>Before all changes by hand → now, in percentage points; pictures held for tests</source>
        <translation>Antes de todas as alterações manuais → agora, em pontos percentuais; imagens reservadas para teste</translation>
    </message>
    <message>
        <source>Data set that the accuracy is measured on</source>
        <translation>Conjunto de dados em que a acurácia é medida</translation>
    </message>
</context>
<context>
    <name>EngineStatus</name>
    <message>
        <source>Starting TensorFlow …</source>
        <translation>Iniciando o TensorFlow …</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Pronto</translation>
    </message>
    <message>
        <source>Loading {0}: {1} %</source>
        <translation>Carregando {0}: {1}%</translation>
    </message>
    <message>
        <source>Loading {0} …</source>
        <translation>Carregando {0} …</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Parado</translation>
    </message>
    <message>
        <source>Training paused at {0} %</source>
        <translation>Treinamento pausado em {0}%</translation>
    </message>
    <message>
        <source>Validating, {0} % done</source>
        <translation>Validando, {0}% concluído</translation>
    </message>
    <message>
        <source>Training {0} %</source>
        <translation>Treinando: {0}%</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>The benchmarks come with the source of nnviz: run this in a checkout of it.</source>
        <translation>Os testes de desempenho vêm com o código-fonte do nnviz: execute isto em uma cópia dele.</translation>
    </message>
    <message>
        <source>train needs {names} (or an --experiment file that tells them).</source>
        <translation>train precisa de {names} (ou de um arquivo --experiment que os informe).</translation>
    </message>
    <message>
        <source>--resume goes on with what the folder describes, so {names} cannot be given beside it: nothing was trained. Leave that out.</source>
        <translation>--resume continua o que a pasta descreve; por isso {names} não pode ser indicado junto: nada foi treinado. Retire isso.</translation>
    </message>
    <message>
        <source>{file} cannot be read ({reason}): nothing was trained.</source>
        <translation>Não foi possível ler {file} ({reason}): nada foi treinado.</translation>
    </message>
    <message>
        <source>{file} is not an experiment file: nothing was trained.</source>
        <translation>{file} não é um arquivo de experimento: nada foi treinado.</translation>
    </message>
    <message>
        <source>{file} has more than {limit} MB of text: nothing was opened. Save the array as .npy.</source>
        <translation>{file} tem mais de {limit} MB de texto: nada foi aberto. Salve o array como .npy.</translation>
    </message>
    <message>
        <source>{file} holds a single array without a key: leave “{key}” out.</source>
        <translation>{file} contém um único array, sem chave: omita “{key}”.</translation>
    </message>
    <message>
        <source>{file} is not a file of an array: nothing was opened. Choose a NumPy file (.npy, .npz), a table (.csv, .tsv, .txt), nested lists (.json) or a picture.</source>
        <translation>{file} não é um arquivo de array: nada foi aberto. Escolha um arquivo do NumPy (.npy, .npz), uma tabela (.csv, .tsv, .txt), listas aninhadas (.json) ou uma imagem.</translation>
    </message>
    <message>
        <source>{file} cannot be read: {reason}. Nothing was opened; choose another file.</source>
        <translation>Não foi possível ler {file}: {reason}. Nada foi aberto; escolha outro arquivo.</translation>
    </message>
    <message>
        <source>{file} is cut off: its array needs {expected} bytes and only {held} are there. Nothing was opened; copy or save it again.</source>
        <translation>{file} está truncado: seu array precisa de {expected} bytes e só há {held}. Nada foi aberto; copie ou salve o arquivo de novo.</translation>
    </message>
    <message>
        <source>{file} is damaged, cut off or encrypted: nothing was opened. Copy or save it again.</source>
        <translation>{file} está danificado, truncado ou criptografado: nada foi aberto. Copie ou salve o arquivo de novo.</translation>
    </message>
    <message>
        <source>{file} grows out of all proportion when it is unpacked: nothing was opened. If you trust it, save the array as .npy; such files are read piece by piece.</source>
        <translation>{file} cresce desmedidamente ao ser descompactado: nada foi aberto. Se você confia nele, salve o array como .npy; esses arquivos são lidos por partes.</translation>
    </message>
    <message>
        <source>{file} holds no arrays: nothing was opened. Choose another file.</source>
        <translation>{file} não contém arrays: nada foi aberto. Escolha outro arquivo.</translation>
    </message>
    <message>
        <source>{file} holds several arrays. Choose one by its key: {keys}.</source>
        <translation>{file} contém vários arrays. Escolha um pela chave: {keys}.</translation>
    </message>
    <message>
        <source>{file} holds no array “{key}”. Its keys: {keys}.</source>
        <translation>{file} não contém o array “{key}”. Suas chaves: {keys}.</translation>
    </message>
    <message>
        <source>{file} would fill {size} MB of memory, more than the {limit} MB that nnviz reads at once: nothing was opened. Save the array as .npy; such files are read piece by piece.</source>
        <translation>{file} ocuparia {size} MB de memória, mais do que os {limit} MB que o nnviz lê de uma vez: nada foi aberto. Salve o array como .npy; esses arquivos são lidos por partes.</translation>
    </message>
    <message>
        <source>{file} holds text with impossible characters: nothing was opened. Save the array again.</source>
        <translation>{file} contém texto com caracteres impossíveis: nada foi aberto. Salve o array de novo.</translation>
    </message>
    <message>
        <source>“{text}” is not a number. Write it like 0.001.</source>
        <translation>“{text}” não é um número. Escreva, por exemplo, 0,001.</translation>
    </message>
    <message>
        <source>This is not a drawing that nnviz saved ({reason}): nothing was changed. Choose another file.</source>
        <translation>Este não é um desenho salvo pelo nnviz ({reason}): nada foi alterado. Escolha outro arquivo.</translation>
    </message>
    <message>
        <source>An experiment has no entry “{name}”. Known entries: {known}.</source>
        <translation>Um experimento não tem o campo “{name}”. Campos conhecidos: {known}.</translation>
    </message>
    <message>
        <source>The entry “{name}” of the experiment cannot be {value}.</source>
        <translation>O campo “{name}” do experimento não pode ser {value}.</translation>
    </message>
    <message>
        <source>“{value}” is not a known {name}. Choose one of: {known}.</source>
        <translation>“{value}” não é um valor conhecido de {name}. Escolha um destes: {known}.</translation>
    </message>
    <message>
        <source>{name} is {value}, but must lie between {low} and {high}.</source>
        <translation>{name} vale {value}, mas precisa estar entre {low} e {high}.</translation>
    </message>
    <message>
        <source>the layer “{layer}” ({class_name}) was saved by an old Keras with “{key}” = {value}, which today&apos;s Keras cannot compute</source>
        <translation>a camada “{layer}” ({class_name}) foi salva por um Keras antigo com “{key}” = {value}, o que o Keras atual não sabe calcular</translation>
    </message>
    <message>
        <source>the layer “{layer}” ({class_name}) was saved by Keras 1, which did not write down whether channels come first or last</source>
        <translation>a camada “{layer}” ({class_name}) foi salva pelo Keras 1, que não registrava se os canais vêm primeiro ou por último</translation>
    </message>
    <message>
        <source>the layer “{layer}” is a “{class_name}” of an old Keras, which nnviz cannot compute</source>
        <translation>a camada “{layer}” é uma “{class_name}” de um Keras antigo, que o nnviz não sabe calcular</translation>
    </message>
    <message>
        <source>“{layer}” calls the function {function} of TensorFlow, which nnviz does not open from a file</source>
        <translation>“{layer}” chama a função {function} do TensorFlow, que o nnviz não abre a partir de um arquivo</translation>
    </message>
    <message>
        <source>the layer “{layer}” is fed by “{source}”, which is not there</source>
        <translation>a camada “{layer}” recebe a saída de “{source}”, que não existe</translation>
    </message>
    <message>
        <source>the layer “{layer}” needs the code of “{class_name}”, which is not part of Keras</source>
        <translation>a camada “{layer}” precisa do código de “{class_name}”, que não faz parte do Keras</translation>
    </message>
    <message>
        <source>the layer “{layer}” is a Lambda: it carries Python code, which nnviz does not run</source>
        <translation>a camada “{layer}” é uma Lambda: ela traz código Python, que o nnviz não executa</translation>
    </message>
    <message>
        <source>the layer “{layer}” uses “{class_name}” of Keras, which nnviz does not open from a file</source>
        <translation>a camada “{layer}” usa “{class_name}” do Keras, que o nnviz não abre de um arquivo</translation>
    </message>
    <message>
        <source>the layer “{layer}” ({class_name}) has the setting “{key}”, which Keras does not know there</source>
        <translation>a camada “{layer}” ({class_name}) tem a configuração “{key}”, que o Keras não conhece ali</translation>
    </message>
    <message>
        <source>the layer “{layer}” ({class_name}) has a value for “{key}” that makes no sense</source>
        <translation>a camada “{layer}” ({class_name}) tem em “{key}” um valor que não faz sentido</translation>
    </message>
    <message>
        <source>its description of layers is not one of a Keras model</source>
        <translation>sua descrição de camadas não é a de um modelo Keras</translation>
    </message>
    <message>
        <source>the layer “{layer}” ({class_name}) does not fit the shape of what it is called with</source>
        <translation>a camada “{layer}” ({class_name}) não combina com o formato do que recebe</translation>
    </message>
    <message>
        <source>it has more than {limit} layers</source>
        <translation>tem mais de {limit} camadas</translation>
    </message>
    <message>
        <source>the model “{layer}” was saved before it knew the shape of its input, so it has no weights</source>
        <translation>o modelo “{layer}” foi salvo antes de conhecer o formato de sua entrada e, por isso, não tem pesos</translation>
    </message>
    <message>
        <source>it has two layers of the name “{layer}”</source>
        <translation>tem duas camadas com o nome “{layer}”</translation>
    </message>
    <message>
        <source>its input “{layer}” is sparse or ragged, which nnviz does not show</source>
        <translation>sua entrada “{layer}” é esparsa ou irregular, o que o nnviz não mostra</translation>
    </message>
    <message>
        <source>the layer “{layer}” takes its words from another file</source>
        <translation>a camada “{layer}” busca suas palavras em outro arquivo</translation>
    </message>
    <message>
        <source>the layer “{layer}” has quantised weights, which nnviz does not read</source>
        <translation>a camada “{layer}” tem pesos quantizados, que o nnviz não lê</translation>
    </message>
    <message>
        <source>{file} holds Python objects, which may run code when they are read: nothing was opened. Save the numbers as a plain array, for example with array.astype(float).</source>
        <translation>{file} contém objetos Python, que podem executar código ao serem lidos: nada foi aberto. Salve os números como um array simples, por exemplo com array.astype(float).</translation>
    </message>
    <message>
        <source>{file} is not a NumPy file: nothing was opened. Choose a file saved by np.save or np.savez.</source>
        <translation>{file} não é um arquivo do NumPy: nada foi aberto. Escolha um arquivo salvo por np.save ou np.savez.</translation>
    </message>
    <message>
        <source>The beginning of {file} is damaged or cut off: nothing was opened. Save or copy the array again.</source>
        <translation>O começo de {file} está danificado ou truncado: nada foi aberto. Salve ou copie o array de novo.</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>é uma pasta</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>esse arquivo não existe</translation>
    </message>
    <message>
        <source>{file} is damaged or cut off: nothing was opened. Save or copy the picture again.</source>
        <translation>{file} está danificado ou truncado: nada foi aberto. Salve ou copie a imagem de novo.</translation>
    </message>
    <message>
        <source>{file} is empty: nothing was opened. Save the picture again.</source>
        <translation>{file} está vazio: nada foi aberto. Salve a imagem de novo.</translation>
    </message>
    <message>
        <source>{file} is not a picture of a known kind: nothing was opened. Choose a PNG, JPEG, GIF, BMP, TIFF or WebP file.</source>
        <translation>{file} não é uma imagem de um tipo conhecido: nada foi aberto. Escolha um arquivo PNG, JPEG, GIF, BMP, TIFF ou WebP.</translation>
    </message>
    <message>
        <source>{file} holds a picture without pixels: nothing was opened.</source>
        <translation>{file} contém uma imagem sem pixels: nada foi aberto.</translation>
    </message>
    <message>
        <source>{file} has more than {limit} megapixels: it was not opened. Reduce the picture and try again.</source>
        <translation>{file} tem mais de {limit} megapixels: não foi aberto. Reduza a imagem e tente de novo.</translation>
    </message>
    <message>
        <source>“{name}” is not a known architecture. Choose one of: {known}.</source>
        <translation>“{name}” não é uma arquitetura conhecida. Escolha uma destas: {known}.</translation>
    </message>
    <message>
        <source>Pictures of {height} × {width} × {channels} are too small for the network “{name}”: it needs {smallest} × {smallest} pixels. No network was built. Choose another network or larger pictures.</source>
        <translation>Imagens de {height} × {width} × {channels} são pequenas demais para a rede “{name}”: ela precisa de {smallest} × {smallest} pixels. Nenhuma rede foi construída. Escolha outra rede ou imagens maiores.</translation>
    </message>
    <message>
        <source>“{name}” is not a known data set. Choose one of: {known}.</source>
        <translation>“{name}” não é um conjunto de dados conhecido. Escolha um destes: {known}.</translation>
    </message>
    <message>
        <source>The files of {name} vanished from {folder}. Nothing was loaded. Check the folder, then try again.</source>
        <translation>Os arquivos de {name} sumiram de {folder}. Nada foi carregado. Verifique a pasta e tente de novo.</translation>
    </message>
    <message>
        <source>Loading {name} was stopped; nothing of it was kept.</source>
        <translation>A leitura de {name} foi interrompida; nada foi guardado.</translation>
    </message>
    <message>
        <source>“{split}” is not a part of a data set. Choose train or test.</source>
        <translation>“{split}” não é uma parte de um conjunto de dados. Escolha train ou test.</translation>
    </message>
    <message>
        <source>{name} has no picture number {index} in its part “{split}”. Choose one from 0 to {last}.</source>
        <translation>{name} não tem a imagem número {index} na parte “{split}”. Escolha uma de 0 a {last}.</translation>
    </message>
    <message>
        <source>{file} is damaged or does not hold {name} ({reason}). Nothing was loaded. Delete it, so that nnviz downloads it anew, or put a good copy in its place.</source>
        <translation>{file} está danificado ou não contém {name} ({reason}). Nada foi carregado. Apague-o para que o nnviz o baixe de novo, ou ponha uma cópia boa em seu lugar.</translation>
    </message>
    <message>
        <source>it cannot be read to its end</source>
        <translation>não é possível lê-lo até o fim</translation>
    </message>
    <message>
        <source>its pictures are {found} {type} for {count} labels</source>
        <translation>suas imagens são {found} {type} para {count} rótulos</translation>
    </message>
    <message>
        <source>its labels are {found} {type}</source>
        <translation>seus rótulos são {found} {type}</translation>
    </message>
    <message>
        <source>its labels go beyond {last}</source>
        <translation>seus rótulos passam de {last}</translation>
    </message>
    <message>
        <source>Making the drawings was cancelled. Nothing was loaded.</source>
        <translation>A criação dos desenhos foi cancelada. Nada foi carregado.</translation>
    </message>
    <message>
        <source>its checksum is not the expected one</source>
        <translation>sua soma de verificação não é a esperada</translation>
    </message>
    <message>
        <source>{file} could not be written into {folder} ({reason}). Nothing was kept. Make room or choose another data folder, then try again.</source>
        <translation>Não foi possível gravar {file} em {folder} ({reason}). Nada foi guardado. Libere espaço ou escolha outra pasta de dados e tente de novo.</translation>
    </message>
    <message>
        <source>{file} could not be downloaded: {reason}. Nothing was kept. Try again later, or fetch {url} yourself and put it into {folder}.</source>
        <translation>Não foi possível baixar {file}: {reason}. Nada foi guardado. Tente mais tarde, ou baixe {url} por conta própria e ponha o arquivo em {folder}.</translation>
    </message>
    <message>
        <source>the connection broke off after {received} of {total} bytes</source>
        <translation>a conexão caiu após {received} de {total} bytes</translation>
    </message>
    <message>
        <source>the address is not one of the web</source>
        <translation>o endereço não é da web</translation>
    </message>
    <message>
        <source>the server answered {code} {text}</source>
        <translation>o servidor respondeu {code} {text}</translation>
    </message>
    <message>
        <source>the answer is longer than {limit} bytes</source>
        <translation>a resposta tem mais de {limit} bytes</translation>
    </message>
    <message>
        <source>The download of {file} was stopped. Nothing of it was kept.</source>
        <translation>O download de {file} foi interrompido. Nada dele foi guardado.</translation>
    </message>
    <message>
        <source>the server is silent</source>
        <translation>o servidor não responde</translation>
    </message>
    <message>
        <source>the server cannot be reached ({text})</source>
        <translation>não foi possível alcançar o servidor ({text})</translation>
    </message>
    <message>
        <source>The model takes input of shape {model_input} and gives output of shape {model_output}, but the pictures have shape {pictures} and fall into {classes} classes. Nothing was computed. Choose a data set or a model that fits.</source>
        <translation>O modelo recebe entrada de formato {model_input} e dá saída de formato {model_output}, mas as imagens têm formato {pictures} e se dividem em {classes} classes. Nada foi calculado. Escolha um conjunto de dados ou um modelo compatível.</translation>
    </message>
    <message>
        <source>The model {model} does not read one picture of a fixed size, so no maps can be made of one. Nothing was written; leave the picture out to list the layers.</source>
        <translation>O modelo {model} não lê uma imagem única de tamanho fixo, portanto não há como fazer mapas de uma. Nada foi gravado; omita a imagem para listar as camadas.</translation>
    </message>
    <message>
        <source>The pictures could not be written to {folder}: {reason}. The model was only read. Choose another folder or make room.</source>
        <translation>Não foi possível gravar as imagens em {folder}: {reason}. O modelo foi apenas lido. Escolha outra pasta ou libere espaço.</translation>
    </message>
    <message>
        <source>Something unexpected went wrong ({kind}: {text}). The model and your drawing are kept.</source>
        <translation>Algo inesperado deu errado ({kind}: {text}). O modelo e seu desenho foram mantidos.</translation>
    </message>
    <message>
        <source>{file} was not opened: a model is training. Stop the training first.</source>
        <translation>{file} não foi aberto: um modelo está em treinamento. Pare o treinamento primeiro.</translation>
    </message>
    <message>
        <source>There is no model to save yet.</source>
        <translation>Ainda não há modelo para salvar.</translation>
    </message>
    <message>
        <source>A model is training already. Stop it before you start another training.</source>
        <translation>Um modelo já está em treinamento. Pare-o antes de iniciar outro treinamento.</translation>
    </message>
    <message>
        <source>The model was not saved: the name {file} does not end in .keras. Choose a name that does.</source>
        <translation>O modelo não foi salvo: o nome {file} não termina em .keras. Escolha um nome que termine assim.</translation>
    </message>
    <message>
        <source>The model could not be saved as {file} ({reason}). A file of that name is as it was before, and the model is still open. Make room or choose another folder, then save again.</source>
        <translation>Não foi possível salvar o modelo como {file} ({reason}). Um arquivo com esse nome continua como estava, e o modelo segue aberto. Libere espaço ou escolha outra pasta e salve de novo.</translation>
    </message>
    <message>
        <source>{file} could not be opened: Keras cannot rebuild this model ({reason}). Nothing was changed. It may come from an old Keras or need classes that nnviz does not have: save it again with Keras 3, from layers of Keras only, then open that file.</source>
        <translation>Não foi possível abrir {file}: o Keras não consegue reconstruir este modelo ({reason}). Nada foi alterado. Ele pode vir de um Keras antigo ou precisar de classes que o nnviz não tem: salve-o de novo com o Keras 3, só com camadas do Keras, e abra esse arquivo.</translation>
    </message>
    <message>
        <source>{file} holds weights only, without a description of layers, so it makes no model. They fit a network of {network}. Nothing was changed. Look at them as arrays, or open the file of the whole model.</source>
        <translation>{file} contém só pesos, sem a descrição das camadas, portanto não forma um modelo. Eles cabem em uma rede de {network}. Nada foi alterado. Veja-os como arrays, ou abra o arquivo do modelo inteiro.</translation>
    </message>
    <message>
        <source>{file} was not opened: {reason}. Nothing was run or changed. If you wrote this file yourself, open it with its code: the window asks, `nnviz inspect` has --trust.</source>
        <translation>{file} não foi aberto: {reason}. Nada foi executado nem alterado. Se você mesmo fez este arquivo, abra-o com o código dele: a janela pergunta, `nnviz inspect` tem --trust.</translation>
    </message>
    <message>
        <source>it is damaged in a way that stops its reading</source>
        <translation>está danificado de um modo que impede a leitura</translation>
    </message>
    <message>
        <source>{file} was not opened: {reason}. Nothing was run or changed. If you wrote this file yourself, open it again as your own file, with its code.</source>
        <translation>{file} não foi aberto: {reason}. Nada foi executado nem alterado. Se você mesmo fez este arquivo, abra-o de novo como arquivo seu, com o código dele.</translation>
    </message>
    <message>
        <source>{file} was not opened: {reason}. Nothing was changed. Choose another file, or save this one again.</source>
        <translation>{file} não foi aberto: {reason}. Nada foi alterado. Escolha outro arquivo ou salve este de novo.</translation>
    </message>
    <message>
        <source>{file} cannot be read ({reason}). Nothing was changed. Check the file, then open it again.</source>
        <translation>Não foi possível ler {file} ({reason}). Nada foi alterado. Verifique o arquivo e abra-o de novo.</translation>
    </message>
    <message>
        <source>reading it takes longer than {limit} seconds</source>
        <translation>a leitura leva mais de {limit} segundos</translation>
    </message>
    <message>
        <source>Opening {file} was cancelled. Nothing was changed.</source>
        <translation>A abertura de {file} foi cancelada. Nada foi alterado.</translation>
    </message>
    <message>
        <source>There is no file {file}. Nothing was changed. Check its name and folder.</source>
        <translation>O arquivo {file} não existe. Nada foi alterado. Verifique o nome e a pasta.</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>está vazio</translation>
    </message>
    <message>
        <source>it holds no {member}</source>
        <translation>não contém {member}</translation>
    </message>
    <message>
        <source>it holds more than {limit} files</source>
        <translation>contém mais de {limit} arquivos</translation>
    </message>
    <message>
        <source>it holds “{member}”, which Keras does not write into a model file</source>
        <translation>contém “{member}”, que o Keras não grava em um arquivo de modelo</translation>
    </message>
    <message>
        <source>its “{member}” is a link, encrypted, there twice or packed in an unusual way</source>
        <translation>seu “{member}” é um link, está criptografado, aparece duas vezes ou foi compactado de modo incomum</translation>
    </message>
    <message>
        <source>its “{member}” grows out of all proportion when it is unpacked</source>
        <translation>seu “{member}” cresce desmedidamente ao ser descompactado</translation>
    </message>
    <message>
        <source>it is damaged or cut off</source>
        <translation>está danificado ou truncado</translation>
    </message>
    <message>
        <source>The model “{model}” has never been given data, so the shape of its input is not known. Run it once on your data, save it again, and open that file.</source>
        <translation>O modelo “{model}” nunca recebeu dados, por isso não se conhece o formato de sua entrada. Execute-o uma vez com seus dados, salve-o de novo e abra esse arquivo.</translation>
    </message>
    <message>
        <source>The model has no variable “{key}”. Nothing was changed.</source>
        <translation>O modelo não tem a variável “{key}”. Nada foi alterado.</translation>
    </message>
    <message>
        <source>The model “{model}” reads {wanted}, but the picture is {given}. The model was not run; give it a picture of the size that it reads.</source>
        <translation>O modelo “{model}” lê {wanted}, mas a imagem é {given}. O modelo não foi executado; dê a ele uma imagem do tamanho que ele lê.</translation>
    </message>
    <message>
        <source>The model “{model}” calls other layers for this picture than for an empty one, so what it computes cannot be shown. Its answers elsewhere are not touched.</source>
        <translation>O modelo “{model}” usa para esta imagem camadas diferentes das que usa para uma vazia, então o que ele calcula não pode ser mostrado. Suas respostas em outros lugares não mudam.</translation>
    </message>
    <message>
        <source>The model “{model}” could not be run on an empty input ({kind}: {reason}). Nothing else was touched; check that it answers to a plain call in Python.</source>
        <translation>Não foi possível executar o modelo “{model}” com uma entrada vazia ({kind}: {reason}). Nada mais foi alterado; verifique se ele responde a uma chamada simples em Python.</translation>
    </message>
    <message>
        <source>{file} cannot be read ({reason}). Nothing was changed. Choose the folder of a training.</source>
        <translation>Não foi possível ler {file} ({reason}). Nada foi alterado. Escolha a pasta de um treinamento.</translation>
    </message>
    <message>
        <source>{file} is not a table of a training: it should begin with {columns}. Nothing was changed. Choose the folder of a training.</source>
        <translation>{file} não é a tabela de um treinamento: deveria começar com {columns}. Nada foi alterado. Escolha a pasta de um treinamento.</translation>
    </message>
    <message>
        <source>Another training is being written into {folder}. Nothing was started. Wait until it has ended, or choose another folder.</source>
        <translation>Outro treinamento está sendo gravado em {folder}. Nada foi iniciado. Espere até que termine ou escolha outra pasta.</translation>
    </message>
    <message>
        <source>The training cannot be written to {folder} ({reason}). It goes on; what is not on disk yet is written after a later epoch. Make room or give permission to write there.</source>
        <translation>Não é possível gravar o treinamento em {folder} ({reason}). Ele continua; o que ainda não está no disco será gravado após uma época posterior. Libere espaço ou dê permissão de escrita ali.</translation>
    </message>
    <message>
        <source>The training cannot be kept in {folder} ({reason}). Nothing was trained. Choose another folder.</source>
        <translation>Não é possível guardar o treinamento em {folder} ({reason}). Nada foi treinado. Escolha outra pasta.</translation>
    </message>
    <message>
        <source>There is not enough memory to train on {batch_size} pictures at once. What was learnt in {steps} batches is kept. Start again with a smaller batch size, for example {smaller}.</source>
        <translation>Não há memória suficiente para treinar com {batch_size} imagens de uma vez. O que foi aprendido em {steps} lotes foi mantido. Comece de novo com um lote menor, por exemplo {smaller}.</translation>
    </message>
    <message>
        <source>The data have changed since this training was kept: it had {kept} pictures to learn from, now there are {found}. Nothing was changed. Bring the data back, or use the description for a new training.</source>
        <translation>Os dados mudaram desde que este treinamento foi guardado: ele tinha {kept} imagens para aprender, agora há {found}. Nada foi alterado. Traga os dados de volta ou use a descrição em um novo treinamento.</translation>
    </message>
    <message>
        <source>The loss became {loss} at batch {batch} (epoch {epoch}), so the training ended. The network was put back to where this epoch began. Start again with a learning rate below {learning_rate:g}, for example {lower:g}.</source>
        <translation>A perda chegou a {loss} no lote {batch} (época {epoch}), por isso o treinamento terminou. A rede voltou ao ponto em que esta época começou. Comece de novo com uma taxa de aprendizado abaixo de {learning_rate:g}, por exemplo {lower:g}.</translation>
    </message>
    <message>
        <source>{file} does not exist any more: nothing was opened.</source>
        <translation>{file} não existe mais: nada foi aberto.</translation>
    </message>
    <message>
        <source>{file} was not opened: nnviz opens Keras models (.keras, .h5), pictures (.png, .jpg, …) and NumPy arrays (.npy, .npz).</source>
        <translation>{file} não foi aberto: o nnviz abre modelos Keras (.keras, .h5), imagens (.png, .jpg, …) e arrays do NumPy (.npy, .npz).</translation>
    </message>
    <message>
        <source>This picture is empty or larger than 64 megapixels: nothing was changed.</source>
        <translation>Esta imagem está vazia ou tem mais de 64 megapixels: nada foi alterado.</translation>
    </message>
    <message>
        <source>There is no picture to paste: the drawing is unchanged. Copy a picture or a picture file first.</source>
        <translation>Não há imagem para colar: o desenho não mudou. Copie antes uma imagem ou um arquivo de imagem.</translation>
    </message>
    <message>
        <source>{file} holds an array of {rank} axes, and at most {limit} can be shown: nothing was opened. Reshape it or save a part of it.</source>
        <translation>{file} contém um array de {rank} eixos, e no máximo {limit} podem ser mostrados: nada foi aberto. Mude o formato dele ou salve uma parte.</translation>
    </message>
    <message>
        <source>There is no panel “{name}”; nothing was rendered. Known: all, {known}.</source>
        <translation>Não existe o painel “{name}”; nada foi renderizado. Conhecidos: all, {known}.</translation>
    </message>
    <message>
        <source>{file} could not be written; is the disk full?</source>
        <translation>Não foi possível gravar {file}; o disco está cheio?</translation>
    </message>
    <message>
        <source>The picture was not saved: {file} cannot be written. Choose another folder or make room on the disk.</source>
        <translation>A imagem não foi salva: não é possível gravar {file}. Escolha outra pasta ou libere espaço no disco.</translation>
    </message>
    <message>
        <source>it calls its layers more than {limit} times</source>
        <translation>chama suas camadas mais de {limit} vezes</translation>
    </message>
    <message>
        <source>it needs more than the {limit} MB of memory that a model may fill here; the layer “{layer}” alone takes {own} MB</source>
        <translation>precisa de mais do que os {limit} MB de memória que um modelo pode ocupar aqui; só a camada “{layer}” ocupa {own} MB</translation>
    </message>
    <message>
        <source>its layers feed each other in a circle, or wait for a call that never comes: “{layer}”</source>
        <translation>suas camadas alimentam umas às outras em círculo ou esperam uma chamada que nunca vem: “{layer}”</translation>
    </message>
    <message>
        <source>its layers are listed in an order in which they take too long to build</source>
        <translation>as camadas estão listadas em uma ordem que demora demais para construir</translation>
    </message>
    <message>
        <source>the weights of the layer “{layer}” are not those of a {class_name}</source>
        <translation>os pesos da camada “{layer}” não são os de uma {class_name}</translation>
    </message>
    <message>
        <source>Only a model that ends in a dense softmax layer can be calibrated; this one was left as it is.</source>
        <translation>Só um modelo que termina em uma camada densa com softmax pode ser calibrado; este ficou como estava.</translation>
    </message>
    <message>
        <source>{file} does not read one picture, so nothing was classified. Choose a model whose input is one picture, grey or in colour.</source>
        <translation>{file} não lê uma imagem única, portanto nada foi classificado. Escolha um modelo cuja entrada seja uma imagem, em tons de cinza ou em cores.</translation>
    </message>
    <message>
        <source>{file} gives no probability for each class, so nothing was classified. Choose a classifier.</source>
        <translation>{file} não dá uma probabilidade para cada classe, portanto nada foi classificado. Escolha um classificador.</translation>
    </message>
    <message>
        <source>it holds no weights for the layer “{layer}”</source>
        <translation>não contém pesos para a camada “{layer}”</translation>
    </message>
    <message>
        <source>it holds weights for “{layer}”, but its description has no place for them</source>
        <translation>contém pesos para “{layer}”, mas sua descrição não tem lugar para eles</translation>
    </message>
    <message>
        <source>it holds {found} arrays of weights for the layer “{layer}”, which needs {expected}</source>
        <translation>contém {found} arrays de pesos para a camada “{layer}”, que precisa de {expected}</translation>
    </message>
    <message>
        <source>its weights for the layer “{layer}” have the shape {found}, but {expected} is needed</source>
        <translation>seus pesos para a camada “{layer}” têm formato {found}, mas é preciso {expected}</translation>
    </message>
    <message>
        <source>its weights need more memory than a model may fill here</source>
        <translation>seus pesos precisam de mais memória do que um modelo pode ocupar aqui</translation>
    </message>
    <message>
        <source>the weights of the layer “{layer}” are not those that its description needs</source>
        <translation>os pesos da camada “{layer}” não são os que sua descrição pede</translation>
    </message>
    <message>
        <source>the layer “{layer}” has no weights in it</source>
        <translation>a camada “{layer}” não tem pesos nele</translation>
    </message>
    <message>
        <source>it is neither a .keras nor an HDF5 file, whatever its name</source>
        <translation>não é um arquivo .keras nem HDF5, seja qual for o nome</translation>
    </message>
    <message>
        <source>it holds neither layers nor weights of Keras</source>
        <translation>não contém camadas nem pesos do Keras</translation>
    </message>
    <message>
        <source>it is not a plain file</source>
        <translation>não é um arquivo comum</translation>
    </message>
    <message>
        <source>reading it takes more memory than a file of its size may need</source>
        <translation>lê-lo exige mais memória do que um arquivo desse tamanho deveria precisar</translation>
    </message>
    <message>
        <source>its weights “{name}” declare more numbers than the file holds</source>
        <translation>seus pesos “{name}” declaram mais números do que o arquivo contém</translation>
    </message>
    <message>
        <source>its weights “{name}” are missing</source>
        <translation>faltam seus pesos “{name}”</translation>
    </message>
    <message>
        <source>its part “{name}” is not of a kind that Keras writes</source>
        <translation>sua parte “{name}” não é de um tipo que o Keras grave</translation>
    </message>
    <message>
        <source>its part “{name}” is a link to elsewhere, which nnviz does not follow</source>
        <translation>sua parte “{name}” é um link para outro lugar, que o nnviz não segue</translation>
    </message>
    <message>
        <source>it has more parts than a model has</source>
        <translation>tem mais partes do que um modelo tem</translation>
    </message>
    <message>
        <source>Keras cannot build its layers ({reason})</source>
        <translation>o Keras não consegue construir suas camadas ({reason})</translation>
    </message>
    <message>
        <source>the shape of its input is not known</source>
        <translation>o formato de sua entrada não é conhecido</translation>
    </message>
    <message>
        <source>its weights for the layer “{layer}” are missing or of another shape</source>
        <translation>seus pesos para a camada “{layer}” faltam ou têm outro formato</translation>
    </message>
    <message>
        <source>The activation function “{name}” is not one that nnviz can follow; its result is shown as Keras computed it.</source>
        <translation>A função de ativação “{name}” não é uma das que o nnviz sabe acompanhar; seu resultado é mostrado como o Keras o calculou.</translation>
    </message>
    <message>
        <source>The step “{layer}” combines its input with a number of the model&apos;s code, or with itself, which is not recorded; its result is shown as Keras computed it.</source>
        <translation>A etapa “{layer}” combina sua entrada com um número do código do modelo, ou consigo mesma, o que não é registrado; seu resultado é mostrado como o Keras o calculou.</translation>
    </message>
    <message>
        <source>The values of “{key}”, which the layer “{layer}” reads, have not been computed yet.</source>
        <translation>Os valores de “{key}”, que a camada “{layer}” lê, ainda não foram calculados.</translation>
    </message>
    <message>
        <source>“{layer}” is where the model begins: its values are what you give it.</source>
        <translation>“{layer}” é onde o modelo começa: seus valores são os que você dá a ele.</translation>
    </message>
    <message>
        <source>Python code of the model changes the values before the layer “{layer}” reads them, and that code is not recorded. The result is shown as Keras computed it.</source>
        <translation>Código Python do modelo altera os valores antes que a camada “{layer}” os leia, e esse código não é registrado. O resultado é mostrado como o Keras o calculou.</translation>
    </message>
    <message>
        <source>The layer “{layer}” has no unit {unit}: its output is {shape}.</source>
        <translation>A camada “{layer}” não tem a unidade {unit}: sua saída é {shape}.</translation>
    </message>
    <message>
        <source>The model has no layer “{layer}”.</source>
        <translation>O modelo não tem a camada “{layer}”.</translation>
    </message>
    <message>
        <source>“{layer}” ({type}) computes step by step in a loop, and what passes inside the loop is not recorded. The result is shown as Keras computed it.</source>
        <translation>“{layer}” ({type}) calcula passo a passo em um laço, e o que acontece dentro do laço não é registrado. O resultado é mostrado como o Keras o calculou.</translation>
    </message>
    <message>
        <source>nnviz does not know how “{layer}” ({type}) computes a single value. The result is shown as Keras computed it.</source>
        <translation>O nnviz não sabe como “{layer}” ({type}) calcula um valor isolado. O resultado é mostrado como o Keras o calculou.</translation>
    </message>
    <message>
        <source>This step mixes the pictures of a batch, so it has no unit of one picture.</source>
        <translation>Esta etapa mistura as imagens de um lote, portanto não tem uma unidade de uma só imagem.</translation>
    </message>
    <message>
        <source>The layer “{layer}” enlarges with “{interpolation}”, which mixes several cells; only “nearest” is followed. Its result is shown as Keras computed it.</source>
        <translation>A camada “{layer}” amplia com “{interpolation}”, que mistura várias células; só “nearest” é acompanhado. Seu resultado é mostrado como o Keras o calculou.</translation>
    </message>
    <message>
        <source>The step “{layer}” joins more than the tensors that are recorded; its result is shown as Keras computed it.</source>
        <translation>A etapa “{layer}” junta mais do que os tensores registrados; seu resultado é mostrado como o Keras o calculou.</translation>
    </message>
    <message>
        <source>The layer “{layer}” has no plain variable “{name}” (it may be compressed or not yet read), so its sum cannot be followed.</source>
        <translation>A camada “{layer}” não tem uma variável simples “{name}” (pode estar comprimida ou ainda não lida), portanto sua soma não pode ser acompanhada.</translation>
    </message>
    <message>
        <source>{name} cannot be searched for this drawing: it has {classes} classes and pictures of {size} pixels. Nothing was changed; choose another data set.</source>
        <translation>Não é possível procurar este desenho em {name}: tem {classes} classes e imagens de {size} pixels. Nada foi alterado; escolha outro conjunto de dados.</translation>
    </message>
    <message>
        <source>The size of “{layer}” depends on the picture: give the model one, then look again.</source>
        <translation>O tamanho de “{layer}” depende da imagem: dê uma ao modelo e olhe de novo.</translation>
    </message>
    <message>
        <source>{model} does not read pictures: nothing was classified. Open a model that reads pictures.</source>
        <translation>{model} não lê imagens: nada foi classificado. Abra um modelo que leia imagens.</translation>
    </message>
    <message>
        <source>{model} gives no probability for each class. Open a classifier.</source>
        <translation>{model} não dá uma probabilidade para cada classe. Abra um classificador.</translation>
    </message>
    <message>
        <source>The model has no class {index}: it tells {count} apart.</source>
        <translation>O modelo não tem a classe {index}: ele distingue {count}.</translation>
    </message>
    <message>
        <source>“{layer}” has no maps that Grad-CAM could weigh. Choose a convolution before it.</source>
        <translation>“{layer}” não tem mapas que o Grad-CAM possa ponderar. Escolha uma convolução antes dela.</translation>
    </message>
    <message>
        <source>The model “{model}” has no layer with maps, which Grad-CAM needs. Choose another method.</source>
        <translation>O modelo “{model}” não tem uma camada com mapas, de que o Grad-CAM precisa. Escolha outro método.</translation>
    </message>
    <message>
        <source>The model “{model}” reads {wanted}, but the picture is {given}. Nothing was computed; give it a picture of the size that it reads.</source>
        <translation>O modelo “{model}” lê {wanted}, mas a imagem é {given}. Nada foi calculado; dê a ele uma imagem do tamanho que ele lê.</translation>
    </message>
    <message>
        <source>The model “{model}” reads whole numbers, which have no gradient. Choose Grad-CAM or occlusion.</source>
        <translation>O modelo “{model}” lê números inteiros, que não têm gradiente. Escolha Grad-CAM ou oclusão.</translation>
    </message>
    <message>
        <source>No gradient flows between “{layer}” and what was to be explained: it does not come after it, or a step between them has no slope. Nothing was computed; choose another layer.</source>
        <translation>Nenhum gradiente flui entre “{layer}” e o que se queria explicar: não vem depois dela, ou uma etapa entre elas não tem inclinação. Nada foi calculado; escolha outra camada.</translation>
    </message>
    <message>
        <source>The list was not saved: {file} cannot be written ({reason}). Choose another folder.</source>
        <translation>A lista não foi salva: não é possível gravar {file} ({reason}). Escolha outra pasta.</translation>
    </message>
    <message>
        <source>All {count} layers look healthy over {pictures} pictures.</source>
        <translation>Todas as {count} camadas parecem saudáveis em {pictures} imagens.</translation>
    </message>
    <message>
        <source>{count} outputs of {layer} are infinite or not a number. Train again with a lower learning rate.</source>
        <translation>{count} saídas de {layer} são infinitas ou não são números. Treine de novo com uma taxa de aprendizado menor.</translation>
    </message>
    <message>
        <source>{layer} puts out {value} for every picture: nothing of the picture passes it. Look at its weights and at the layer before it.</source>
        <translation>{layer} dá {value} para todas as imagens: nada da imagem passa por ela. Veja seus pesos e a camada anterior.</translation>
    </message>
    <message>
        <source>The outputs of {layer} reach {value}: large numbers grow further. Normalise or scale the input.</source>
        <translation>As saídas de {layer} chegam a {value}: números grandes crescem ainda mais. Normalize a entrada ou mude sua escala.</translation>
    </message>
    <message>
        <source>{dead} of {units} units of {layer} are dead: 0 for each of {pictures} pictures, so they learn nothing. A lower learning rate or a leaky ReLU keeps units alive.</source>
        <translation>{dead} de {units} unidades de {layer} estão mortas: 0 em cada uma das {pictures} imagens, portanto não aprendem nada. Uma taxa de aprendizado menor ou uma leaky ReLU mantém as unidades vivas.</translation>
    </message>
    <message>
        <source>{percent} % of the units of {layer} are saturated: they stand at their limits and hardly learn. Smaller weights or a normalisation before them help.</source>
        <translation>{percent}% das unidades de {layer} estão saturadas: ficam em seus limites e quase não aprendem. Pesos menores ou uma normalização antes delas ajudam.</translation>
    </message>
    <message>
        <source>{count} of {units} units of {layer} put out the same number for each of {pictures} pictures: they carry nothing. Look at their weights; fewer units may do.</source>
        <translation>{count} das {units} unidades de {layer} dão o mesmo número para cada uma das {pictures} imagens: não transmitem nada. Veja os pesos delas; talvez bastem menos unidades.</translation>
    </message>
    <message>
        <source>{layer} is certain to 99.99 % or more in {percent} % of its answers, so it hardly learns from them. Right answers need nothing; for wrong ones more varied pictures or calibration help.</source>
        <translation>{layer} tem certeza de 99,99 % ou mais em {percent} % das respostas, por isso quase não aprende com elas. Respostas certas não pedem nada; para as erradas, imagens mais variadas ou a calibração ajudam.</translation>
    </message>
    <message>
        <source>{count} values of {key} are infinite or not a number: the training went out of control. Go back to an earlier state or start again with a lower learning rate.</source>
        <translation>{count} valores de {key} são infinitos ou não são números: o treinamento saiu de controle. Volte a um estado anterior ou comece de novo com uma taxa de aprendizado menor.</translation>
    </message>
    <message>
        <source>All values of {key} are 0: the layer ignores its input.</source>
        <translation>Todos os valores de {key} são 0: a camada ignora sua entrada.</translation>
    </message>
    <message>
        <source>The values of {key} reach {value}: weights as large as that answer wildly to small changes.</source>
        <translation>Os valores de {key} chegam a {value}: pesos tão grandes reagem de modo descontrolado a pequenas mudanças.</translation>
    </message>
    <message>
        <source>{file} was not opened: {reason}. Choose another file.</source>
        <translation>{file} não foi aberto: {reason}. Escolha outro arquivo.</translation>
    </message>
    <message>
        <source>{file} was not opened: its lists hold numbers and other things. Leave only numbers in them.</source>
        <translation>{file} não foi aberto: suas listas contêm números e outras coisas. Deixe só números nelas.</translation>
    </message>
    <message>
        <source>{file} was not opened: its lists are not all of the same length. Fill them up to the longest one.</source>
        <translation>{file} não foi aberto: suas listas não têm todas o mesmo comprimento. Complete-as até o tamanho da mais longa.</translation>
    </message>
    <message>
        <source>its text has more than {limit} MB</source>
        <translation>seu texto tem mais de {limit} MB</translation>
    </message>
    <message>
        <source>its text is damaged: it is not JSON</source>
        <translation>seu texto está danificado: não é JSON</translation>
    </message>
    <message>
        <source>its text is nested more than {limit} levels deep</source>
        <translation>seu texto tem mais de {limit} níveis de aninhamento</translation>
    </message>
    <message>
        <source>its text has more than {limit} values</source>
        <translation>seu texto tem mais de {limit} valores</translation>
    </message>
    <message>
        <source>{file} holds records. Choose one of their fields by its key: {keys}.</source>
        <translation>{file} contém registros. Escolha um de seus campos pela chave: {keys}.</translation>
    </message>
    <message>
        <source>{file} holds records without a field “{key}”. Their fields: {keys}.</source>
        <translation>{file} contém registros sem o campo “{key}”. Seus campos: {keys}.</translation>
    </message>
    <message>
        <source>{file} holds no values: nothing was opened. Choose another file.</source>
        <translation>{file} não contém valores: nada foi aberto. Escolha outro arquivo.</translation>
    </message>
    <message>
        <source>{file} holds no column “{key}”. Its columns: {keys}.</source>
        <translation>{file} não contém a coluna “{key}”. Suas colunas: {keys}.</translation>
    </message>
    <message>
        <source>{file} is not a text: nothing was opened. Choose another file.</source>
        <translation>{file} não é um texto: nada foi aberto. Escolha outro arquivo.</translation>
    </message>
    <message>
        <source>{file} has quotation marks that never close: nothing was opened.</source>
        <translation>{file} tem aspas que nunca se fecham: nada foi aberto.</translation>
    </message>
    <message>
        <source>{file} has more than {limit} values: nothing was opened. Save the array as .npy.</source>
        <translation>{file} tem mais de {limit} valores: nada foi aberto. Salve o array como .npy.</translation>
    </message>
    <message>
        <source>{file} holds text (“{cell}” in row {line}). Choose one of its columns by its key: {keys}.</source>
        <translation>{file} contém texto (“{cell}” na linha {line}). Escolha uma de suas colunas pela chave: {keys}.</translation>
    </message>
    <message>
        <source>{file} holds text (“{cell}” in row {line}): nothing was opened. Leave only numbers in it.</source>
        <translation>{file} contém texto (“{cell}” na linha {line}): nada foi aberto. Deixe só números nele.</translation>
    </message>
    <message>
        <source>{file} has {cells} values in row {line} where its first row has {expected}: nothing was opened.</source>
        <translation>{file} tem {cells} valores na linha {line}, mas sua primeira linha tem {expected}: nada foi aberto.</translation>
    </message>
    <message>
        <source>“{layer}” has no filters that could be switched off. Choose a convolution or a dense layer.</source>
        <translation>“{layer}” não tem filtros que possam ser desligados. Escolha uma convolução ou uma camada densa.</translation>
    </message>
    <message>
        <source>“{layer}” has {count} filters, so there is no filter {number}.</source>
        <translation>“{layer}” tem {count} filtros, portanto não há o filtro {number}.</translation>
    </message>
    <message>
        <source>There is no picture to explain yet: draw or choose one first.</source>
        <translation>Ainda não há imagem para explicar: desenhe ou escolha uma primeiro.</translation>
    </message>
    <message>
        <source>The model is training, so its weights were not changed by hand. Stop the training, then try again.</source>
        <translation>O modelo está em treinamento, por isso seus pesos não foram alterados à mão. Pare o treinamento e tente de novo.</translation>
    </message>
    <message>
        <source>The accuracy was not measured: the pictures of {dataset} are not on this machine. Choose another data set, or let Samples download this one.</source>
        <translation>A acurácia não foi medida: as imagens de {dataset} não estão neste computador. Escolha outro conjunto de dados ou baixe este em Amostras.</translation>
    </message>
    <message>
        <source>{key} was left as it is: it has no place {index}, or {value} is not a number that fits.</source>
        <translation>{key} ficou como está: não tem a posição {index}, ou {value} não é um número que caiba ali.</translation>
    </message>
    <message>
        <source>“{layer}” was left as it is: {value} is not a number that fits.</source>
        <translation>“{layer}” ficou como está: {value} não é um número que sirva.</translation>
    </message>
    <message>
        <source>{file} is open, but weights of {layers} are infinite or not numbers, and so will be what it answers. Its training may have failed: look for a file saved earlier.</source>
        <translation>{file} está aberto, mas pesos de {layers} são infinitos ou não são números, e as respostas também serão. O treinamento pode ter falhado: procure um arquivo salvo antes.</translation>
    </message>
    <message>
        <source>This array has {count} values, too many for the clipboard. Nothing was copied; save it as .npy.</source>
        <translation>Esta matriz tem {count} valores, demais para a área de transferência. Nada foi copiado; salve-a como .npy.</translation>
    </message>
    <message>
        <source>This array holds Python objects, which a .npy file cannot keep safely. Nothing was written.</source>
        <translation>Esta matriz contém objetos do Python, que um arquivo .npy não guarda com segurança. Nada foi gravado.</translation>
    </message>
    <message>
        <source>The array was not saved: {file} cannot be written. Choose another folder or make room on the disk.</source>
        <translation>A matriz não foi salva: não é possível gravar {file}. Escolha outra pasta ou libere espaço no disco.</translation>
    </message>
    <message>
        <source>The code of an explanation is written for models with one input only. Nothing was copied.</source>
        <translation>O código de uma explicação só é escrito para modelos com uma única entrada. Nada foi copiado.</translation>
    </message>
    <message>
        <source>The code of Grad-CAM is written for a class, not for a unit. Nothing was copied; choose a class.</source>
        <translation>O código do Grad-CAM é escrito para uma classe, não para uma unidade. Nada foi copiado; escolha uma classe.</translation>
    </message>
    <message>
        <source>The code of a measurement is written for layers of the model itself, not for “{layer}”, which is inside another one or called several times. Nothing was copied; choose another layer.</source>
        <translation>O código de uma medição é escrito para camadas do próprio modelo, não para “{layer}”, que está dentro de outra ou é chamada várias vezes. Nada foi copiado; escolha outra camada.</translation>
    </message>
    <message>
        <source>This array has too many values to be written as code, or holds no numbers. Nothing was copied; save it as .npy and load that with numpy.load.</source>
        <translation>Esta matriz tem valores demais para ser escrita como código, ou não contém números. Nada foi copiado; salve-a como .npy e carregue-a com numpy.load.</translation>
    </message>
    <message>
        <source>This value is not followed, so there is no code of it. Nothing was copied.</source>
        <translation>Este valor não é acompanhado passo a passo, então não há código para ele. Nada foi copiado.</translation>
    </message>
    <message>
        <source>The gradients of all {count} layers have a healthy size.</source>
        <translation>Os gradientes de todas as {count} camadas têm um tamanho saudável.</translation>
    </message>
    <message>
        <source>The gradient of {layer} is not a finite number at batch {step}: its weights are lost. Start again with a lower learning rate.</source>
        <translation>O gradiente de {layer} não é um número finito no lote {step}: os pesos da camada se perderam. Comece de novo com uma taxa de aprendizado menor.</translation>
    </message>
    <message>
        <source>No gradient reaches {layer}, so it learns nothing: the units behind it are dead, or nothing leads from it to the loss. Look at dead units in Outputs.</source>
        <translation>Nenhum gradiente chega a {layer}, por isso ela não aprende nada: as unidades depois dela estão mortas, ou nada leva dela até a perda. Veja as unidades mortas em Saídas.</translation>
    </message>
    <message>
        <source>The gradient of {layer} is exploding: its norm is {value}. Lower the learning rate, scale the input, or put a normalisation before it.</source>
        <translation>O gradiente de {layer} está explodindo: sua norma é {value}. Diminua a taxa de aprendizado, ajuste a escala da entrada ou ponha uma normalização antes da camada.</translation>
    </message>
    <message>
        <source>The gradient of {layer} is vanishing: {times} times smaller than that of the last layer, so it hardly learns. ReLU instead of sigmoid or tanh, batch normalisation or fewer layers help.</source>
        <translation>O gradiente de {layer} está desaparecendo: é {times} vezes menor que o da última camada, por isso ela quase não aprende. ReLU no lugar de sigmoide ou tanh, normalização em lote ou menos camadas ajudam.</translation>
    </message>
    <message>
        <source>One batch changes the weights of {layer} by {percent} % of their size: that is hasty. About 0.1 % is usual; lower the learning rate.</source>
        <translation>Um único lote muda os pesos de {layer} em {percent} % do tamanho deles: é pressa demais. O usual é cerca de 0,1 %; diminua a taxa de aprendizado.</translation>
    </message>
    <message>
        <source>Row {row} ({layer}) of the network does not fit: {problem}</source>
        <translation>A linha {row} ({layer}) da rede não cabe: {problem}</translation>
    </message>
    <message>
        <source>The network has {rows} rows and {parameters:,} parameters; at most {most_rows} and {most:,} can be trained here. No network was built. Make its layers fewer or smaller.</source>
        <translation>A rede tem {rows} linhas e {parameters:,} parâmetros; aqui podem ser treinados no máximo {most_rows} e {most:,}. Nenhuma rede foi construída. Use camadas menores ou em menor número.</translation>
    </message>
    <message>
        <source>A dense layer reads a row of numbers, but {shape} arrives. Put a flatten or a global pooling before it.</source>
        <translation>Uma camada densa lê uma fileira de números, mas chega {shape}. Ponha antes dela um flatten ou um pooling global.</translation>
    </message>
    <message>
        <source>It slides over maps, but {shape} is a row of numbers. Put it before the flatten.</source>
        <translation>Ela desliza sobre mapas, mas {shape} é uma fileira de números. Ponha-a antes do flatten.</translation>
    </message>
    <message>
        <source>An inception block shares its maps among branches: {units} is not a multiple of {parts}.</source>
        <translation>Um bloco inception reparte seus mapas entre ramos: {units} não é múltiplo de {parts}.</translation>
    </message>
    <message>
        <source>{size} × {size} does not fit into {height} × {width}.</source>
        <translation>{size} × {size} não cabe em {height} × {width}.</translation>
    </message>
    <message>
        <source>“{name}” has pictures of {given}, but the model reads {wanted}. Nothing was searched; choose a data set with pictures of the size that the model reads.</source>
        <translation>“{name}” tem imagens de {given}, mas o modelo lê {wanted}. Nada foi procurado; escolha um conjunto de dados com imagens do tamanho que o modelo lê.</translation>
    </message>
    <message>
        <source>The layer “{layer}” has no channel {channel}: it has {count}.</source>
        <translation>A camada “{layer}” não tem o canal {channel}: ela tem {count}.</translation>
    </message>
    <message>
        <source>The model “{model}” could not be held as it is: Keras cannot build a copy of it ({reason}). It goes on as before. Save it to a file and open that file as the reference instead.</source>
        <translation>Não foi possível guardar o modelo “{model}” como está: o Keras não consegue criar uma cópia dele ({reason}). Ele continua como antes. Salve-o em um arquivo e abra esse arquivo como referência.</translation>
    </message>
    <message>
        <source>There is no model to hold yet.</source>
        <translation>Ainda não há modelo para guardar.</translation>
    </message>
    <message>
        <source>The model that you changed by hand had not been saved, so it was kept as {file}. To go on with it, choose it in File &gt; Open recent.</source>
        <translation>O modelo que você alterou manualmente não tinha sido salvo, por isso foi guardado em {file}. Para continuar com ele, escolha-o em Arquivo &gt; Abrir recente.</translation>
    </message>
    <message>
        <source>There are no numbers here yet. Nothing was copied or saved; draw something or choose a layer first.</source>
        <translation>Ainda não há números aqui. Nada foi copiado nem salvo; primeiro desenhe algo ou escolha uma camada.</translation>
    </message>
    <message>
        <source>The checkpoint belongs to another network than the description beside it. Nothing was changed. Use the description for a new training.</source>
        <translation>O ponto de retomada pertence a outra rede que não a da descrição ao lado dele. Nada foi alterado. Use a descrição em um novo treinamento.</translation>
    </message>
    <message>
        <source>{folder} holds no checkpoint that can be read ({reason}), so this training cannot go on. Nothing was changed. Use its description for a new training.</source>
        <translation>{folder} não contém um ponto de retomada que possa ser lido ({reason}); por isso este treinamento não pode continuar. Nada foi alterado. Use a descrição dele em um novo treinamento.</translation>
    </message>
    <message>
        <source>The code was not saved: {file} cannot be written ({reason}). What was there before is as it was. Choose another folder or make room on the disk.</source>
        <translation>O código não foi salvo: não é possível gravar {file} ({reason}). O que estava lá continua como estava. Escolha outra pasta ou libere espaço no disco.</translation>
    </message>
    <message>
        <source>The training in {folder} is still going on, so there is nothing to resume. Wait until it ends.</source>
        <translation>O treinamento em {folder} ainda está em andamento; não há o que retomar. Espere até que termine.</translation>
    </message>
    <message>
        <source>The training in {folder} was finished, so there is nothing to resume. Nothing was changed. Use its description with more epochs for a new training.</source>
        <translation>O treinamento em {folder} foi concluído; não há o que retomar. Nada foi alterado. Use a descrição dele com mais épocas em um novo treinamento.</translation>
    </message>
    <message>
        <source>{file} cannot be read: it describes no training. Nothing was changed.</source>
        <translation>{file} não pode ser lido: não descreve um treinamento. Nada foi alterado.</translation>
    </message>
    <message>
        <source>A run needs a name with at least one letter or digit. It kept its old one.</source>
        <translation>Um treinamento precisa de um nome com pelo menos uma letra ou um algarismo. Ele ficou com o antigo.</translation>
    </message>
    <message>
        <source>it is being trained</source>
        <translation>está sendo treinado</translation>
    </message>
    <message>
        <source>The run {name} could not be renamed ({reason}). It is as it was. Try again later.</source>
        <translation>O treinamento {name} não pôde ser renomeado ({reason}). Ele está como antes. Tente de novo mais tarde.</translation>
    </message>
    <message>
        <source>{file} cannot be read ({reason}). Nothing was changed.</source>
        <translation>{file} não pode ser lido ({reason}). Nada foi alterado.</translation>
    </message>
    <message>
        <source>The run {name} could not be brought back ({reason}). Look for it in the trash.</source>
        <translation>O treinamento {name} não pôde ser trazido de volta ({reason}). Procure-o na lixeira.</translation>
    </message>
    <message>
        <source>The run {name} was kept: it is being trained. Stop the training first.</source>
        <translation>O treinamento {name} foi mantido: está em andamento. Pare-o primeiro.</translation>
    </message>
    <message>
        <source>The run {name} could not be deleted ({reason}). Parts of it may be left in {folder}.</source>
        <translation>O treinamento {name} não pôde ser apagado ({reason}). Partes dele podem ter ficado em {folder}.</translation>
    </message>
    <message>
        <source>The pictures in {file} fill more than {limit} MB of memory: nothing was loaded. Choose fewer.</source>
        <translation>As imagens de {file} ocupam mais de {limit} MB de memória: nada foi carregado. Escolha menos imagens.</translation>
    </message>
    <message>
        <source>{file} has {pictures} pictures ({key}) but {labels} labels ({other}): nothing was loaded.</source>
        <translation>{file} tem {pictures} imagens ({key}), mas {labels} rótulos ({other}): nada foi carregado.</translation>
    </message>
    <message>
        <source>In {file} pictures to learn from are {train} but those to test on {test}: nothing was loaded.</source>
        <translation>Em {file}, as imagens de treino têm a forma {train}, mas as de teste {test}: nada foi carregado.</translation>
    </message>
    <message>
        <source>{file} lacks pictures or labels: nothing was loaded. Call them x_train, y_train (and x_test, y_test), or x and y. Its arrays: {keys}.</source>
        <translation>Faltam imagens ou rótulos em {file}: nada foi carregado. Use os nomes x_train, y_train (e x_test, y_test), ou x e y. Arrays do arquivo: {keys}.</translation>
    </message>
    <message>
        <source>Picture {number} has no label.</source>
        <translation>A imagem {number} não tem rótulo.</translation>
    </message>
    <message>
        <source>Picture {number} holds values that are no numbers.</source>
        <translation>A imagem {number} contém valores que não são números.</translation>
    </message>
    <message>
        <source>No drawings are kept yet: nothing was loaded. Draw something, choose Keep above the paper, and say what it is.</source>
        <translation>Ainda não há desenhos guardados: nada foi carregado. Desenhe algo, escolha Guardar acima do papel e diga o que é.</translation>
    </message>
    <message>
        <source>{file} is a blank paper.</source>
        <translation>{file} é um papel em branco.</translation>
    </message>
    <message>
        <source>A class cannot be called “{name}”: nothing was kept. Use letters, digits and spaces.</source>
        <translation>Uma classe não pode se chamar “{name}”: nada foi guardado. Use letras, algarismos e espaços.</translation>
    </message>
    <message>
        <source>{file} cannot be written ({reason}): the drawing is as it was. Make room on the disk and try again.</source>
        <translation>Não foi possível gravar {file} ({reason}): o desenho continua como estava. Libere espaço no disco e tente de novo.</translation>
    </message>
    <message>
        <source>{folder} cannot be read ({reason}): nothing was loaded. Choose a folder.</source>
        <translation>Não foi possível ler {folder} ({reason}): nada foi carregado. Escolha uma pasta.</translation>
    </message>
    <message>
        <source>{folder} holds no folders of pictures: nothing was loaded. Put the pictures of each class into a folder that is called like the class, all of them in one folder, and choose that one.</source>
        <translation>{folder} não contém pastas de imagens: nada foi carregado. Ponha as imagens de cada classe em uma pasta com o nome da classe, todas elas dentro de uma só pasta, e escolha esta.</translation>
    </message>
    <message>
        <source>The pictures in {folder} fill more than {limit} MB of memory: nothing was loaded. Choose fewer.</source>
        <translation>As imagens de {folder} ocupam mais de {limit} MB de memória: nada foi carregado. Escolha menos imagens.</translation>
    </message>
    <message>
        <source>None of the {count} files in {folder} can be used: nothing was loaded. The first one: {reason}</source>
        <translation>Nenhum dos {count} arquivos de {folder} pode ser usado: nada foi carregado. O primeiro: {reason}</translation>
    </message>
    <message>
        <source>The class “{name}” has no picture to learn from.</source>
        <translation>A classe “{name}” não tem imagem de treino.</translation>
    </message>
    <message>
        <source>There is only one class ({name}): a network learns to tell classes apart. Nothing was changed; add pictures of a second class.</source>
        <translation>Há uma única classe ({name}): uma rede aprende a distinguir classes. Nada foi alterado; acrescente imagens de uma segunda classe.</translation>
    </message>
    <message>
        <source>There are no labels: nothing was loaded. Give every picture a class.</source>
        <translation>Não há rótulos: nada foi carregado. Dê uma classe a cada imagem.</translation>
    </message>
    <message>
        <source>There are {count} different labels, more than {limit} classes: they look like measurements. Nothing was loaded; choose the labels.</source>
        <translation>Há {count} rótulos diferentes, mais que {limit} classes: parecem medidas. Nada foi carregado; escolha os rótulos.</translation>
    </message>
    <message>
        <source>The labels have the shape {shape} ({type}) and are no classes: nothing was loaded. Give whole numbers, names, or a column of 0 and 1 for each class.</source>
        <translation>Os rótulos têm a forma {shape} ({type}) e não são classes: nada foi carregado. Use números inteiros, nomes ou uma coluna de 0 e 1 para cada classe.</translation>
    </message>
    <message>
        <source>{source}: {skipped} left out, {used} pictures are used; nothing was changed. {reason}</source>
        <translation>{source}: {skipped} de fora, {used} imagens são usadas; nada foi alterado. {reason}</translation>
    </message>
    <message>
        <source>{source}: {skipped} left out, {used} pictures are used; nothing was changed. The first one: {reason}</source>
        <translation>{source}: {skipped} de fora, {used} imagens são usadas; nada foi alterado. O primeiro caso: {reason}</translation>
    </message>
    <message>
        <source>{source}: {resized} of {used} pictures are resized to {height} × {width}.</source>
        <translation>{source}: {resized} de {used} imagens são redimensionadas para {height} × {width}.</translation>
    </message>
    <message>
        <source>Every class has a single picture: nothing is left to test on. Add more pictures of each class.</source>
        <translation>Cada classe tem uma única imagem: não sobra nada para testar. Acrescente mais imagens de cada classe.</translation>
    </message>
    <message>
        <source>The class “{name}” has no picture to learn from: nothing was loaded. Add some for training.</source>
        <translation>A classe “{name}” não tem imagem de treino: nada foi carregado. Acrescente algumas para o treino.</translation>
    </message>
    <message>
        <source>The values of the pictures run from {low} to {high}: nothing was loaded. Save them from 0 to 1 or from 0 to 255.</source>
        <translation>Os valores das imagens vão de {low} a {high}: nada foi carregado. Salve-os de 0 a 1 ou de 0 a 255.</translation>
    </message>
    <message>
        <source>Pictures cannot have the shape {shape} ({type}): nothing was loaded. Give (pictures, height, width), (pictures, height, width, 1 or 3), or rows of a square number of pixels.</source>
        <translation>Imagens não podem ter a forma {shape} ({type}): nada foi carregado. Use (imagens, altura, largura), (imagens, altura, largura, 1 ou 3) ou linhas com um número quadrado de pixels.</translation>
    </message>
    <message>
        <source>{file} cannot be read ({reason}): nothing was loaded. Choose another file.</source>
        <translation>Não foi possível ler {file} ({reason}): nada foi carregado. Escolha outro arquivo.</translation>
    </message>
    <message>
        <source>Line {line} has {cells} values instead of {expected}.</source>
        <translation>A linha {line} tem {cells} valores em vez de {expected}.</translation>
    </message>
    <message>
        <source>Line {line} has no label.</source>
        <translation>A linha {line} não tem rótulo.</translation>
    </message>
    <message>
        <source>Line {line} holds “{cell}” where a number ought to be.</source>
        <translation>A linha {line} contém “{cell}” onde deveria haver um número.</translation>
    </message>
    <message>
        <source>Line {line} lacks a value.</source>
        <translation>Falta um valor na linha {line}.</translation>
    </message>
    <message>
        <source>None of the {count} rows of {file} can be used: nothing was loaded. The first one: {reason}</source>
        <translation>Nenhuma das {count} linhas de {file} pode ser usada: nada foi carregado. A primeira: {reason}</translation>
    </message>
    <message>
        <source>{file} holds no pictures: nothing was loaded. Give a picture a row: a column for the label, and the pixels.</source>
        <translation>{file} não contém imagens: nada foi carregado. Dê uma linha a cada imagem: uma coluna para o rótulo e os pixels.</translation>
    </message>
    <message>
        <source>It is not said where the data lies: nothing was loaded. Choose a folder or a file of your own.</source>
        <translation>Não foi dito onde estão os dados: nada foi carregado. Escolha uma pasta ou um arquivo seu.</translation>
    </message>
    <message>
        <source>There is no folder {path}: nothing was loaded. Choose another one.</source>
        <translation>A pasta {path} não existe: nada foi carregado. Escolha outra.</translation>
    </message>
    <message>
        <source>There is no file {path}: nothing was loaded. Choose another one.</source>
        <translation>O arquivo {path} não existe: nada foi carregado. Escolha outro.</translation>
    </message>
    <message>
        <source>{file} is no data to train on: nothing was changed. Choose a folder of pictures, a NumPy file (.npz) or a table (.csv).</source>
        <translation>{file} não são dados para treinar: nada foi alterado. Escolha uma pasta de imagens, um arquivo NumPy (.npz) ou uma tabela (.csv).</translation>
    </message>
    <message>
        <source>It is not a description of an experiment.</source>
        <translation>Não é a descrição de um experimento.</translation>
    </message>
    <message>
        <source>{file} was not saved ({reason}). The experiment is as it was. Choose another place.</source>
        <translation>{file} não foi salvo ({reason}). O experimento ficou como estava. Escolha outro lugar.</translation>
    </message>
    <message>
        <source>{file} was not opened, and your experiment is as it was. {problem} Choose a file that nnviz saved.</source>
        <translation>{file} não foi aberto, e o seu experimento ficou como estava. {problem} Escolha um arquivo salvo pelo nnviz.</translation>
    </message>
    <message>
        <source>The animation {file} was not written ({reason}). A file of that name is as it was before. Choose another folder or make room on the disk, then export again.</source>
        <translation>A animação {file} não foi gravada ({reason}). Um arquivo com esse nome continua como estava. Escolha outra pasta ou libere espaço no disco e exporte de novo.</translation>
    </message>
    <message>
        <source>No weight was changed: the panels show batch {step} of the training, not the present model. Go back to live, or choose Continue from here, then change weights.</source>
        <translation>Nenhum peso foi alterado: os painéis mostram o lote {step} do treinamento, não o modelo atual. Volte ao vivo ou escolha Continuar daqui e então altere os pesos.</translation>
    </message>
    <message>
        <source>There is no snapshot to go back to: the weights of the past are kept while a model trains. Start a training, or allow more memory for snapshots.</source>
        <translation>Não há instantâneo ao qual voltar: os pesos do passado são guardados enquanto um modelo treina. Inicie um treinamento ou permita mais memória para os instantâneos.</translation>
    </message>
    <message>
        <source>A measurement at batch {step} was given up: you moved to another moment. Begin it again there.</source>
        <translation>Uma medição no lote {step} foi interrompida: você foi para outro momento. Comece-a de novo lá.</translation>
    </message>
    <message>
        <source>{file} was not opened while a training runs. Stop it first, then open the file again.</source>
        <translation>{file} não foi aberto porque há um treinamento em andamento. Pare-o primeiro e depois abra o arquivo de novo.</translation>
    </message>
    <message>
        <source>An array of Python objects is not put on the bench. Nothing changed.</source>
        <translation>Um array de objetos Python não vai para a bancada. Nada mudou.</translation>
    </message>
    <message>
        <source>{name} would have {rank} axes, and at most {limit} can be shown. Nothing changed; reshape it.</source>
        <translation>{name} teria {rank} eixos, e no máximo {limit} podem ser mostrados. Nada mudou; use reshape.</translation>
    </message>
    <message>
        <source>The bench is full: {name} was not put there. Remove an array first.</source>
        <translation>A bancada está cheia: {name} não foi posto lá. Tire um array antes.</translation>
    </message>
    <message>
        <source>There is an array called {name} already; the name stayed. Take another.</source>
        <translation>Já existe um array chamado {name}; o nome ficou como estava. Escolha outro.</translation>
    </message>
    <message>
        <source>“{name}” cannot be the name of an array; nothing changed. A name has letters, digits and _, and begins with a letter.</source>
        <translation>“{name}” não pode ser nome de array; nada mudou. Um nome tem letras, algarismos e _, e começa com uma letra.</translation>
    </message>
    <message>
        <source>{file} is empty or too long to be pasted: nothing changed. Open a file.</source>
        <translation>{file} está vazio ou é longo demais para ser colado: nada mudou. Abra um arquivo.</translation>
    </message>
    <message>
        <source>The pasted lists are no array; nothing changed. {reason}</source>
        <translation>As listas coladas não formam um array; nada mudou. {reason}</translation>
    </message>
    <message>
        <source>an array has no “{name}” here. It has: {names}.</source>
        <translation>um array não tem “{name}” aqui. Ele tem: {names}.</translation>
    </message>
    <message>
        <source>this would make {elements} values ({megabytes} MB), and at most {limit} values or {most} MB are made here. Nothing was computed; choose smaller sizes.</source>
        <translation>isto criaria {elements} valores ({megabytes} MB), e aqui se criam no máximo {limit} valores ou {most} MB. Nada foi calculado; escolha tamanhos menores.</translation>
    </message>
    <message>
        <source>with this the whole would take too much memory or time. Nothing was kept; do it in parts.</source>
        <translation>com isto o conjunto levaria memória ou tempo demais. Nada foi guardado; faça por partes.</translation>
    </message>
    <message>
        <source>this takes longer than {seconds} seconds and was stopped here. Use smaller arrays.</source>
        <translation>isto leva mais de {seconds} segundos e foi interrompido aqui. Use arrays menores.</translation>
    </message>
    <message>
        <source>{name} takes at most {count} arguments: {parameters}.</source>
        <translation>{name} recebe no máximo {count} argumentos: {parameters}.</translation>
    </message>
    <message>
        <source>{name} takes no argument “{argument}” here. It takes: {parameters}.</source>
        <translation>{name} não recebe o argumento “{argument}” aqui. Recebe: {parameters}.</translation>
    </message>
    <message>
        <source>{name} needs at least {count} arguments: {parameters}.</source>
        <translation>{name} precisa de pelo menos {count} argumentos: {parameters}.</translation>
    </message>
    <message>
        <source>“{argument}” must be a number, a list or an array.</source>
        <translation>“{argument}” deve ser um número, uma lista ou um array.</translation>
    </message>
    <message>
        <source>a whole number is needed here.</source>
        <translation>aqui é preciso um número inteiro.</translation>
    </message>
    <message>
        <source>a length cannot be negative in the shape {shape}.</source>
        <translation>um comprimento não pode ser negativo na forma {shape}.</translation>
    </message>
    <message>
        <source>np.arange takes numbers: np.arange(start, stop, step).</source>
        <translation>np.arange recebe números: np.arange(início, fim, passo).</translation>
    </message>
    <message>
        <source>np.arange needs finite numbers and a step that is not 0.</source>
        <translation>np.arange precisa de números finitos e de um passo diferente de 0.</translation>
    </message>
    <message>
        <source>np.pad knows the modes constant, edge, reflect, symmetric, wrap here.</source>
        <translation>np.pad conhece aqui os modos constant, edge, reflect, symmetric, wrap.</translation>
    </message>
    <message>
        <source>np.pad needs (before, after) for each of the {rank} axes of {shape}.</source>
        <translation>np.pad precisa de (antes, depois) para cada um dos {rank} eixos de {shape}.</translation>
    </message>
    <message>
        <source>@ multiplies matrices and vectors, not single numbers: use * for these.</source>
        <translation>@ multiplica matrizes e vetores, não números isolados: para estes use *.</translation>
    </message>
    <message>
        <source>np.einsum begins with its letters, as in &apos;ij,jk-&gt;ik&apos;.</source>
        <translation>np.einsum começa pelas letras, como em &apos;ij,jk-&gt;ik&apos;.</translation>
    </message>
    <message>
        <source>the letters name {terms} arrays and {given} are given.</source>
        <translation>as letras nomeiam {terms} arrays e foram dados {given}.</translation>
    </message>
    <message>
        <source>the letters “{term}” do not name the {rank} axes of {shape}.</source>
        <translation>as letras “{term}” não nomeiam os {rank} eixos de {shape}.</translation>
    </message>
    <message>
        <source>the letter “{letter}” stands for {one} and for {other} values.</source>
        <translation>a letra “{letter}” representa {one} e também {other} valores.</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: {reason}</source>
        <translation>Linha {line}, coluna {column}: {reason}</translation>
    </message>
    <message>
        <source>Column {column}: {reason}</source>
        <translation>Coluna {column}: {reason}</translation>
    </message>
    <message>
        <source>the outer brackets are missing: {right}</source>
        <translation>faltam os colchetes externos: {right}</translation>
    </message>
    <message>
        <source>only arrays and lists have places to take, as a[0].</source>
        <translation>só arrays e listas têm posições a tomar, como a[0].</translation>
    </message>
    <message>
        <source>a list is indexed by one whole number; np.array(…) by several.</source>
        <translation>uma lista se indexa com um único inteiro; np.array(…), com vários.</translation>
    </message>
    <message>
        <source>there is no place {index} in a list of {count}.</source>
        <translation>não existe a posição {index} em uma lista de {count}.</translation>
    </message>
    <message>
        <source>a place is a whole number, a slice as 1:3, or an array of these or of truths.</source>
        <translation>uma posição é um inteiro, uma fatia como 1:3, ou um array de inteiros ou de verdadeiro/falso.</translation>
    </message>
    <message>
        <source>{taken} places are given for the {rank} axes of {shape}.</source>
        <translation>foram dadas {taken} posições para os {rank} eixos de {shape}.</translation>
    </message>
    <message>
        <source>only one … can stand in an index.</source>
        <translation>só pode haver um … em um índice.</translation>
    </message>
    <message>
        <source>there is no place {index} along axis {axis}, which has {size}.</source>
        <translation>não existe a posição {index} ao longo do eixo {axis}, que tem {size}.</translation>
    </message>
    <message>
        <source>nothing is computed here. End with an expression.</source>
        <translation>nada é calculado aqui. Termine com uma expressão.</translation>
    </message>
    <message>
        <source>“{name}” cannot be the name of an array. Take another one.</source>
        <translation>“{name}” não pode ser nome de array. Escolha outro.</translation>
    </message>
    <message>
        <source>the ends of a slice are whole numbers.</source>
        <translation>os limites de uma fatia são números inteiros.</translation>
    </message>
    <message>
        <source>“{name}” is a function of NumPy: write np.{name}.</source>
        <translation>“{name}” é uma função do NumPy: escreva np.{name}.</translation>
    </message>
    <message>
        <source>there is no array called “{name}”. Give one this name first: {name} = …</source>
        <translation>não há array chamado “{name}”. Dê antes esse nome a um: {name} = …</translation>
    </message>
    <message>
        <source>there is no array called “{name}”. On the bench: {names}.</source>
        <translation>não há array chamado “{name}”. Na bancada: {names}.</translation>
    </message>
    <message>
        <source>names that begin with _ are closed here: “{name}” was not looked at.</source>
        <translation>nomes que começam com _ são vedados aqui: “{name}” não foi consultado.</translation>
    </message>
    <message>
        <source>a list has no “.{name}”: put it into np.array(…) first.</source>
        <translation>uma lista não tem “.{name}”: ponha-a antes em np.array(…).</translation>
    </message>
    <message>
        <source>nothing here has a part called “{name}”.</source>
        <translation>nada aqui tem uma parte chamada “{name}”.</translation>
    </message>
    <message>
        <source>* and ** before arguments are not used here: write them out.</source>
        <translation>* e ** antes de argumentos não se usam aqui: escreva-os um a um.</translation>
    </message>
    <message>
        <source>what the last line gives is shown: leave print out.</source>
        <translation>o resultado da última linha já é mostrado: tire o print.</translation>
    </message>
    <message>
        <source>this is no function and cannot be called.</source>
        <translation>isto não é uma função e não pode ser chamado.</translation>
    </message>
    <message>
        <source>one seed is enough, as in np.random.default_rng(0).</source>
        <translation>uma semente basta, como em np.random.default_rng(0).</translation>
    </message>
    <message>
        <source>there is no axis {axis}: the array has {rank}, counted from 0.</source>
        <translation>não existe o eixo {axis}: o array tem {rank}, contados a partir de 0.</translation>
    </message>
    <message>
        <source>a division by zero.</source>
        <translation>uma divisão por zero.</translation>
    </message>
    <message>
        <source>the result is too large for a number.</source>
        <translation>o resultado é grande demais para um número.</translation>
    </message>
    <message>
        <source>there is not enough memory for this. Choose smaller sizes.</source>
        <translation>não há memória suficiente para isto. Escolha tamanhos menores.</translation>
    </message>
    <message>
        <source>this needs square matrices that can be inverted. NumPy says: {reason}</source>
        <translation>isto precisa de matrizes quadradas invertíveis. O NumPy diz: {reason}</translation>
    </message>
    <message>
        <source>the arrays cannot be joined: all their other axes must agree. {reason}</source>
        <translation>os arrays não podem ser unidos: todos os outros eixos devem coincidir. {reason}</translation>
    </message>
    <message>
        <source>NumPy does not do this: {reason}</source>
        <translation>o NumPy não faz isto: {reason}</translation>
    </message>
    <message>
        <source>lists are not computed with: put them into np.array(…) first, as np.array([1, 2]) * 3.</source>
        <translation>não se calcula com listas: ponha-as antes em np.array(…), como em np.array([1, 2]) * 3.</translation>
    </message>
    <message>
        <source>lists are not computed with: put them into np.array(…) first.</source>
        <translation>não se calcula com listas: ponha-as antes em np.array(…).</translation>
    </message>
    <message>
        <source>“in” and “is” are not used here. Compare values with == &lt; &gt; &lt;= &gt;= !=.</source>
        <translation>“in” e “is” não se usam aqui. Compare valores com == &lt; &gt; &lt;= &gt;= !=.</translation>
    </message>
    <message>
        <source>“and”, “or” and “not” take single truths. For arrays write &amp; | ~ with brackets: (a &gt; 1) &amp; (a &lt; 3).</source>
        <translation>“and”, “or” e “not” valem para um único verdadeiro ou falso. Para arrays escreva &amp; | ~ com parênteses: (a &gt; 1) &amp; (a &lt; 3).</translation>
    </message>
    <message>
        <source>this is neither a number nor an array, and cannot be computed with.</source>
        <translation>isto não é número nem array, e não se pode calcular com ele.</translation>
    </message>
    <message>
        <source>a random generator offers {names} here, not “{name}”.</source>
        <translation>um gerador aleatório oferece aqui {names}, não “{name}”.</translation>
    </message>
    <message>
        <source>this seed is too large: take one below 2**32.</source>
        <translation>esta semente é grande demais: use uma menor que 2**32.</translation>
    </message>
    <message>
        <source>a seed is a whole number from 0 on.</source>
        <translation>uma semente é um inteiro a partir de 0.</translation>
    </message>
    <message>
        <source>loops are not run here. NumPy works on whole arrays: np.arange(10) ** 2.</source>
        <translation>laços não são executados aqui. O NumPy trabalha com arrays inteiros: np.arange(10) ** 2.</translation>
    </message>
    <message>
        <source>texts are not put together here; only numbers and arrays are computed with.</source>
        <translation>textos não são montados aqui; só se calcula com números e arrays.</translation>
    </message>
    <message>
        <source>one comparison at a time: write (a &gt; 1) &amp; (a &lt; 3) in place of 1 &lt; a &lt; 3.</source>
        <translation>uma comparação por vez: escreva (a &gt; 1) &amp; (a &lt; 3) em lugar de 1 &lt; a &lt; 3.</translation>
    </message>
    <message>
        <source>functions of one&apos;s own are not made here. Write the expression itself.</source>
        <translation>aqui não se criam funções próprias. Escreva a própria expressão.</translation>
    </message>
    <message>
        <source>only a plain name can be given a value: name = …</source>
        <translation>só um nome simples pode receber um valor: nome = …</translation>
    </message>
    <message>
        <source>“if … else” takes a single truth. For arrays write np.where(condition, x, y).</source>
        <translation>“if … else” vale para um único verdadeiro ou falso. Para arrays escreva np.where(condição, x, y).</translation>
    </message>
    <message>
        <source>nothing is imported here; np is at hand already.</source>
        <translation>nada é importado aqui; np já está à mão.</translation>
    </message>
    <message>
        <source>this is not used here: only numbers, lists, names, operators and calls of np. are.</source>
        <translation>isto não se usa aqui: só números, listas, nomes, operadores e chamadas de np.</translation>
    </message>
    <message>
        <source>np.{name} is not offered here. Is one of these meant? {near}</source>
        <translation>np.{name} não é oferecido aqui. Será um destes? {near}</translation>
    </message>
    <message>
        <source>np.{name} is not offered here: only what makes or changes arrays is.</source>
        <translation>np.{name} não é oferecido aqui: só o que cria ou transforma arrays.</translation>
    </message>
    <message>
        <source>{a} and {b} do not fit: their last axes have {m} and {n} values, and neither is 1.</source>
        <translation>{a} e {b} não combinam: seus últimos eixos têm {m} e {n} valores, e nenhum é 1.</translation>
    </message>
    <message>
        <source>{a} and {b} do not fit: counted from the end, axis {place} has {m} and {n} values, and neither is 1.</source>
        <translation>{a} e {b} não combinam: contando do fim, o eixo {place} tem {m} e {n} valores, e nenhum é 1.</translation>
    </message>
    <message>
        <source>{a} and {b}: inner sizes {m} and {n} differ.</source>
        <translation>{a} e {b}: os tamanhos internos {m} e {n} diferem.</translation>
    </message>
    <message>
        <source>{a} and {b}: inner sizes {m} and {n} differ; {turned} is {shape}</source>
        <translation>{a} e {b}: os tamanhos internos {m} e {n} diferem; {turned} é {shape}</translation>
    </message>
    <message>
        <source>only one length may be -1 in {target}.</source>
        <translation>só um comprimento pode ser -1 em {target}.</translation>
    </message>
    <message>
        <source>{shape} holds {size} values, which {needed} does not divide: {target}.</source>
        <translation>{shape} contém {size} valores, que não se dividem por {needed}: {target}.</translation>
    </message>
    <message>
        <source>{shape} holds {size} values and {target} needs {needed}.</source>
        <translation>{shape} contém {size} valores e {target} precisa de {needed}.</translation>
    </message>
    <message>
        <source>nothing is written here. Try np.arange(24).reshape(2, 3, 4).</source>
        <translation>nada está escrito aqui. Experimente np.arange(24).reshape(2, 3, 4).</translation>
    </message>
    <message>
        <source>this text has more than {limit} characters. Open large arrays as files.</source>
        <translation>este texto tem mais de {limit} caracteres. Abra arrays grandes como arquivos.</translation>
    </message>
    <message>
        <source>this text holds characters that cannot be read.</source>
        <translation>este texto contém caracteres que não podem ser lidos.</translation>
    </message>
    <message>
        <source>this bracket is never closed.</source>
        <translation>este parêntese ou colchete nunca é fechado.</translation>
    </message>
    <message>
        <source>this bracket closes none that was opened.</source>
        <translation>este parêntese ou colchete não fecha nenhum que tenha sido aberto.</translation>
    </message>
    <message>
        <source>the quotation mark that opens here is never closed.</source>
        <translation>a aspa que se abre aqui nunca é fechada.</translation>
    </message>
    <message>
        <source>this cannot be read as an expression from here on.</source>
        <translation>daqui em diante isto não pode ser lido como uma expressão.</translation>
    </message>
    <message>
        <source>this is nested too deeply. Write it in several lines: a = …</source>
        <translation>isto está aninhado fundo demais. Escreva em várias linhas: a = …</translation>
    </message>
    <message>
        <source>this has too many parts. Open large arrays as files.</source>
        <translation>isto tem partes demais. Abra arrays grandes como arquivos.</translation>
    </message>
    <message>
        <source>this is no type of numbers. There are: {names}.</source>
        <translation>isto não é um tipo de números. Existem: {names}.</translation>
    </message>
    <message>
        <source>this gives an array of Python objects; only numbers and texts are shown.</source>
        <translation>isto dá um array de objetos Python; só se mostram números e textos.</translation>
    </message>
    <message>
        <source>this whole number does not fit into 64 bits (at most 2**63 - 1). Write it with a point, as 1e20.</source>
        <translation>este inteiro não cabe em 64 bits (no máximo 2**63 - 1). Escreva-o com ponto, como 1e20.</translation>
    </message>
    <message>
        <source>a list here holds something that is neither a number nor an array.</source>
        <translation>uma lista aqui contém algo que não é número nem array.</translation>
    </message>
    <message>
        <source>the result is no array. End with an expression such as np.arange(6).</source>
        <translation>o resultado não é um array. Termine com uma expressão como np.arange(6).</translation>
    </message>
    <message>
        <source>the inner lists are not all of the same length, so they make no array. Fill the shorter ones up.</source>
        <translation>as listas internas não têm todas o mesmo comprimento, por isso não formam um array. Complete as mais curtas.</translation>
    </message>
    <message>
        <source>{file} has become shorter since it was opened, so its values cannot be read any more. The last picture stays; open the file again when it is whole.</source>
        <translation>{file} ficou mais curto depois de aberto, e seus valores não podem mais ser lidos. A última imagem permanece; abra o arquivo de novo quando estiver completo.</translation>
    </message>
    <message>
        <source>{file} cannot be read any more: {reason}. The last picture stays; open the file again when it is back.</source>
        <translation>{file} não pode mais ser lido: {reason}. A última imagem permanece; abra o arquivo de novo quando ele voltar.</translation>
    </message>
    <message>
        <source>{picture} is {given} and {kernel} is {other}: a picture (height, width, channels) needs a kernel (height, width, channels, filters), a plain matrix a matrix.</source>
        <translation>{picture} é {given} e {kernel} é {other}: uma imagem (altura, largura, canais) pede um núcleo (altura, largura, canais, filtros); uma matriz simples pede uma matriz.</translation>
    </message>
    <message>
        <source>{left} and {right}: the picture has {channels} channels, the kernel {others}. A kernel has a sheet for every channel.</source>
        <translation>{left} e {right}: a imagem tem {channels} canais e o núcleo, {others}. Um núcleo tem uma folha para cada canal.</translation>
    </message>
    <message>
        <source>{left} and {right}: the kernel is larger than the picture, so it fits nowhere. Choose the padding “same”, or a smaller kernel.</source>
        <translation>{left} e {right}: o núcleo é maior que a imagem e não cabe em lugar nenhum. Escolha o padding “same” ou um núcleo menor.</translation>
    </message>
    <message>
        <source>{left} and {right} cannot be joined along axis {axis}: along axis {other} they are {first} and {second} long. All axes but the joined one must be equal.</source>
        <translation>{left} e {right} não podem ser unidos ao longo do eixo {axis}: no eixo {other} eles têm comprimentos {first} e {second}. Todos os eixos, menos o da união, devem ser iguais.</translation>
    </message>
    <message>
        <source>{left} and {right} cannot be stacked: stacking needs equal shapes. Concatenate joins along an axis that differs.</source>
        <translation>{left} e {right} não podem ser empilhados: empilhar exige formas iguais. Concatenar une ao longo de um eixo que difere.</translation>
    </message>
    <message>
        <source>{left} has {first} axes and {right} has {second}: joined arrays need as many axes as each other. Expand the smaller one by an axis first.</source>
        <translation>{left} tem {first} eixos e {right} tem {second}: para unir arrays, o número de eixos deve ser o mesmo. Antes, acrescente um eixo ao menor.</translation>
    </message>
    <message>
        <source>A single number has no axes. Give an array, as [1, 2, 3].</source>
        <translation>Um número sozinho não tem eixos. Dê um array, como [1, 2, 3].</translation>
    </message>
    <message>
        <source>Labels are a list of whole numbers, as [3, 0, 2]; “{name}” is an array {shape} of {kind}.</source>
        <translation>Rótulos são uma lista de números inteiros, como [3, 0, 2]; “{name}” é um array {shape} de {kind}.</translation>
    </message>
    <message>
        <source>There is no class {label} among {classes}: they are counted from 0 to {last}. For class {label}, raise the number of classes or correct the label.</source>
        <translation>Não há classe {label} entre {classes}: elas são contadas de 0 a {last}. Para a classe {label}, aumente o número de classes ou corrija o rótulo.</translation>
    </message>
    <message>
        <source>“{name}” has {rank} axes; at most {most} can be animated. Take a part of it.</source>
        <translation>“{name}” tem {rank} eixos; no máximo {most} podem ser animados. Use uma parte dele.</translation>
    </message>
    <message>
        <source>“{name}” would have {count} numbers; 1 to {most} can be animated. Choose another size.</source>
        <translation>“{name}” teria {count} números; de 1 a {most} podem ser animados. Escolha outro tamanho.</translation>
    </message>
    <message>
        <source>“{name}” is one whole number from {low} to {high}; “{text}” is not.</source>
        <translation>“{name}” é um número inteiro de {low} a {high}; “{text}” não é.</translation>
    </message>
    <message>
        <source>“{text}” is no pad width for {rank} axes. Write one number for all sides, as 1, or a pair (before, after) for each axis, as ((1, 1), (0, 2)); at most 64.</source>
        <translation>“{text}” não é uma largura de borda para {rank} eixos. Escreva um número para todos os lados, como 1, ou um par (antes, depois) para cada eixo, como ((1, 1), (0, 2)); no máximo 64.</translation>
    </message>
    <message>
        <source>“{name}” is not a list of numbers. Write it as [1, 2, 3], or with a bracket a row: [[1, 2], [3, 4]].</source>
        <translation>“{name}” não é uma lista de números. Escreva como [1, 2, 3], ou com colchetes em cada linha: [[1, 2], [3, 4]].</translation>
    </message>
    <message>
        <source>The rows of “{name}” have different lengths; in an array every row is as long as the others.</source>
        <translation>As linhas de “{name}” têm comprimentos diferentes; em um array todas as linhas têm o mesmo comprimento.</translation>
    </message>
    <message>
        <source>“{name}” holds something else than numbers.</source>
        <translation>“{name}” contém algo que não é número.</translation>
    </message>
    <message>
        <source>“{text}” is no {name}: write whole numbers, as 3 or (2, 6).</source>
        <translation>“{text}” não serve para {name}: escreva números inteiros, como 3 ou (2, 6).</translation>
    </message>
    <message>
        <source>{left} and {right}: inner sizes {inner} and {other} differ, so no row meets a column of its length.</source>
        <translation>{left} e {right}: os tamanhos internos {inner} e {other} diferem; nenhuma linha encontra uma coluna do mesmo comprimento.</translation>
    </message>
    <message>
        <source>{left} and {right}: inner sizes {inner} and {other} differ; {name}.T is {turned}.</source>
        <translation>{left} e {right}: os tamanhos internos {inner} e {other} diferem; {name}.T é {turned}.</translation>
    </message>
    <message>
        <source>“{name}” has shape {shape}: this dot product takes vectors and matrices. For stacks of matrices choose the matrix product.</source>
        <translation>“{name}” tem forma {shape}: este produto escalar aceita vetores e matrizes. Para pilhas de matrizes, escolha o produto de matrizes.</translation>
    </message>
    <message>
        <source>{bias} is {given}, but {weights} has {neurons} rows: one bias a neuron, so {bias} must be {needed}.</source>
        <translation>{bias} é {given}, mas {weights} tem {neurons} linhas: um viés por neurônio, então {bias} deve ser {needed}.</translation>
    </message>
    <message>
        <source>{left} and {right}: the axes in front, {front} and {other}, do not fit each other; they must be equal or 1.</source>
        <translation>{left} e {right}: os eixos da frente, {front} e {other}, não combinam; devem ser iguais ou 1.</translation>
    </message>
    <message>
        <source>{first} is {left} and {second} is {right}: a product needs vectors or matrices here. Put brackets around the numbers, as [1, 2, 3] or [[1, 2], [3, 4]].</source>
        <translation>{first} é {left} e {second} é {right}: aqui um produto precisa de vetores ou matrizes. Ponha colchetes em volta dos números, como [1, 2, 3] ou [[1, 2], [3, 4]].</translation>
    </message>
    <message>
        <source>{left} and {right} cannot be broadcast: read from the right, lengths {first} and {second} differ and neither is 1.</source>
        <translation>{left} e {right} não admitem broadcast: lendo da direita, os comprimentos {first} e {second} diferem e nenhum é 1.</translation>
    </message>
    <message>
        <source>{axes} does not name every axis of {shape} once. Write each of {known} once, in the new order.</source>
        <translation>{axes} não cita cada eixo de {shape} uma vez. Escreva cada um de {known} uma vez, na nova ordem.</translation>
    </message>
    <message>
        <source>Axis {axis} of {shape} has length {length}: only an axis of length 1 can be squeezed away.</source>
        <translation>O eixo {axis} de {shape} tem comprimento {length}: só um eixo de comprimento 1 pode ser removido.</translation>
    </message>
    <message>
        <source>There is no axis {axis}: this array has the axes 0 to {last}.</source>
        <translation>Não há eixo {axis}: este array tem os eixos de 0 a {last}.</translation>
    </message>
    <message>
        <source>The result would have {rank} axes; at most {most} can be animated.</source>
        <translation>O resultado teria {rank} eixos; no máximo {most} podem ser animados.</translation>
    </message>
    <message>
        <source>An axis is named twice: {axes}. Name each once.</source>
        <translation>Um eixo foi citado duas vezes: {axes}. Cite cada um uma vez.</translation>
    </message>
    <message>
        <source>{shape} is no shape: lengths are 1 or more, and at most one may be -1, worked out from the rest.</source>
        <translation>{shape} não é uma forma: os comprimentos são 1 ou mais, e no máximo um pode ser -1, calculado a partir dos outros.</translation>
    </message>
    <message>
        <source>{given} has {size} numbers, {shape} needs {count}: reshape keeps every number. Lengths that fit are the divisors of {size}: {divisors}.</source>
        <translation>{given} tem {size} números e {shape} precisa de {count}: reshape conserva todos os números. Os comprimentos que servem são os divisores de {size}: {divisors}.</translation>
    </message>
    <message>
        <source>{given} has {size} numbers, which cannot be shared out among groups of {count} for {shape}. Lengths that fit are the divisors of {size}: {divisors}.</source>
        <translation>{given} tem {size} números, que não podem ser repartidos em grupos de {count} para {shape}. Os comprimentos que servem são os divisores de {size}: {divisors}.</translation>
    </message>
    <message>
        <source>The film was not saved: {file} cannot be written. Choose another folder or make room on the disk.</source>
        <translation>O filme não foi salvo: não é possível gravar {file}. Escolha outra pasta ou libere espaço no disco.</translation>
    </message>
</context>
<context>
    <name>EvaluationPanel</name>
    <message>
        <source>training part</source>
        <translation>parte de treino</translation>
    </message>
    <message>
        <source>held back for validation</source>
        <translation>reservada para validação</translation>
    </message>
    <message>
        <source>test part</source>
        <translation>parte de teste</translation>
    </message>
    <message>
        <source>{0}, {1}</source>
        <translation>{0}, {1}</translation>
    </message>
    <message>
        <source>epoch {0} of {1}</source>
        <translation>época {0} de {1}</translation>
    </message>
    <message>
        <source>{0} is not on this machine. Nothing is downloaded unless you ask for it.</source>
        <translation>{0} não está neste computador. Nada é baixado sem que você peça.</translation>
    </message>
    <message>
        <source>The model reads every picture…</source>
        <translation>O modelo está lendo todas as imagens…</translation>
    </message>
    <message>
        <source>After the first epoch this shows which classes the network mixes up.</source>
        <translation>Depois da primeira época, aqui aparece quais classes a rede confunde.</translation>
    </message>
    <message>
        <source>Press Evaluate: the model reads every picture of the chosen part. Then you see which classes it mixes up, how sure it was, and each picture that it misreads. While a network trains, this follows every epoch.</source>
        <translation>Clique em Avaliar: o modelo lê todas as imagens da parte escolhida. Depois você vê quais classes ele confunde, quanta certeza tinha e cada imagem que leu errado. Enquanto uma rede treina, isto acompanha cada época.</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Avaliação</translation>
    </message>
</context>
<context>
    <name>EvaluationResult</name>
    <message>
        <source>Point at a cell to read it; click it to see its pictures.</source>
        <translation>Aponte para uma célula para lê-la; clique nela para ver as imagens.</translation>
    </message>
    <message>
        <source>On average the confidence is off by {0} (expected calibration error). Orange: the gap.</source>
        <translation>Em média, a confiança erra por {0} (erro de calibração esperado). Laranja: a diferença.</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Contagens</translation>
    </message>
    <message>
        <source>% of each label</source>
        <translation>% de cada rótulo</translation>
    </message>
    <message>
        <source>% of each reading</source>
        <translation>% de cada leitura</translation>
    </message>
    <message>
        <source>What the cells tell</source>
        <translation>O que as células mostram</translation>
    </message>
    <message>
        <source>How many pictures, what part of a label’s pictures, or what part of a reading’s</source>
        <translation>Quantas imagens, que parte das imagens de um rótulo ou que parte das de uma leitura</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>Matriz de confusão</translation>
    </message>
    <message>
        <source>the picture shows</source>
        <translation>a imagem mostra</translation>
    </message>
    <message>
        <source>the model says</source>
        <translation>o modelo diz</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Imagens</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Classes</translation>
    </message>
    <message>
        <source>Reliability</source>
        <translation>Confiabilidade</translation>
    </message>
</context>
<context>
    <name>EvaluationTools</name>
    <message>
        <source>Download ({0})</source>
        <translation>Baixar ({0})</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Avaliar</translation>
    </message>
    <message>
        <source>Let the live model read every picture of this part</source>
        <translation>Fazer o modelo atual ler todas as imagens desta parte</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Pictures read</source>
        <translation>Imagens lidas</translation>
    </message>
</context>
<context>
    <name>Evaluations</name>
    <message>
        <source>{0} pictures are taken for “{1}”; {2} of them are right</source>
        <translation>{0} imagens são lidas como “{1}”; {2} delas estão certas</translation>
    </message>
    <message>
        <source>{0} of {1} pictures of “{2}” are recognised ({3})</source>
        <translation>{0} de {1} imagens de “{2}” são reconhecidas ({3})</translation>
    </message>
    <message>
        <source>{0} of {1} pictures of “{2}” are taken for “{3}” ({4})</source>
        <translation>{0} de {1} imagens de “{2}” são confundidas com “{3}” ({4})</translation>
    </message>
    <message>
        <source>{0} right: {1} of {2} pictures are misread. Mean F1 {3}.</source>
        <translation>{0} de acertos: {1} de {2} imagens são lidas errado. F1 médio {3}.</translation>
    </message>
    <message>
        <source>overfitting: it knows its training pictures better than new ones</source>
        <translation>sobreajuste (overfitting): ela conhece as imagens de treino melhor do que as novas</translation>
    </message>
    <message>
        <source>underfitting: it does not even know its training pictures well</source>
        <translation>subajuste (underfitting): ela ainda não conhece bem nem as imagens de treino</translation>
    </message>
    <message>
        <source>in balance: new pictures are read about as well as known ones</source>
        <translation>em equilíbrio: imagens novas são lidas quase tão bem quanto as conhecidas</translation>
    </message>
    <message>
        <source>Training {0}, validation {1}: {2}.</source>
        <translation>Treino {0}, validação {1}: {2}.</translation>
    </message>
    <message>
        <source>All {0} mistakes, the most certain first</source>
        <translation>Todos os {0} erros, os de maior certeza primeiro</translation>
    </message>
    <message>
        <source>{0} pictures of “{1}” that are recognised, the least certain first</source>
        <translation>{0} imagens de “{1}” reconhecidas, as de menor certeza primeiro</translation>
    </message>
    <message>
        <source>{0} pictures of “{1}” that are misread, the most certain mistakes first</source>
        <translation>{0} imagens de “{1}” lidas errado, os erros de maior certeza primeiro</translation>
    </message>
    <message>
        <source>{0} pictures wrongly taken for “{2}”, the most certain mistakes first</source>
        <translation>{0} imagens lidas por engano como “{2}”, os erros de maior certeza primeiro</translation>
    </message>
    <message>
        <source>{0} pictures of “{1}” taken for “{2}”, the most certain mistakes first</source>
        <translation>{0} imagens de “{1}” confundidas com “{2}”, os erros de maior certeza primeiro</translation>
    </message>
</context>
<context>
    <name>ExcitePanel</name>
    <message>
        <source>What excites it</source>
        <translation>O que a excita</translation>
    </message>
    <message>
        <source>The model is on its way. Then the pictures that excite its filters appear here.</source>
        <translation>O modelo está a caminho. Depois aparecem aqui as imagens que excitam seus filtros.</translation>
    </message>
    <message>
        <source>{0} is not on this machine. Nothing is downloaded unless you ask for it.</source>
        <translation>{0} não está nesta máquina. Nada é baixado sem que você peça.</translation>
    </message>
    <message>
        <source>Loading the samples of {0}…</source>
        <translation>Carregando as amostras de {0}…</translation>
    </message>
    <message>
        <source>The live model reads the pictures…</source>
        <translation>O modelo ativo está lendo as imagens…</translation>
    </message>
    <message>
        <source>Press Search to find the patches that excite “{0}” most.</source>
        <translation>Pressione Procurar para encontrar os recortes que mais excitam “{0}”.</translation>
    </message>
    <message>
        <source>“{0}” over {1} pictures. Choose a channel to see its patches.</source>
        <translation>“{0}” em {1} imagens. Escolha um canal para ver seus recortes.</translation>
    </message>
    <message>
        <source>“{0}” over the first {1} of {2} pictures.</source>
        <translation>“{0}” nas primeiras {1} de {2} imagens.</translation>
    </message>
    <message>
        <source>The weights have changed since: search again.</source>
        <translation>Os pesos mudaram desde então: procure de novo.</translation>
    </message>
</context>
<context>
    <name>ExcitementPages</name>
    <message>
        <source>Channel {0}: at most {1}, in picture {2}. Click to see what else excites it.</source>
        <translation>Canal {0}: no máximo {1}, na imagem {2}. Clique para ver o que mais o excita.</translation>
    </message>
    <message>
        <source>Channel {0}: at least {1}, in picture {2}. Click to see what else inhibits it.</source>
        <translation>Canal {0}: no mínimo {1}, na imagem {2}. Clique para ver o que mais o inibe.</translation>
    </message>
    <message>
        <source>All channels or one</source>
        <translation>Todos os canais ou um</translation>
    </message>
    <message>
        <source>The best patch of every channel</source>
        <translation>O melhor recorte de cada canal</translation>
    </message>
    <message>
        <source>All channels</source>
        <translation>Todos os canais</translation>
    </message>
    <message>
        <source>One channel</source>
        <translation>Um canal</translation>
    </message>
    <message>
        <source>Channel {0}</source>
        <translation>Canal {0}</translation>
    </message>
</context>
<context>
    <name>ExcitingChoices</name>
    <message>
        <source>Test part</source>
        <translation>Parte de teste</translation>
    </message>
    <message>
        <source>Training part</source>
        <translation>Parte de treinamento</translation>
    </message>
    <message>
        <source>{0} pictures</source>
        <translation>{0} imagens</translation>
    </message>
    <message>
        <source>All pictures</source>
        <translation>Todas as imagens</translation>
    </message>
    <message>
        <source>Excite most</source>
        <translation>Mais excitam</translation>
    </message>
    <message>
        <source>Inhibit most</source>
        <translation>Mais inibem</translation>
    </message>
    <message>
        <source>Look for the highest or for the lowest values</source>
        <translation>Procurar os valores mais altos ou os mais baixos</translation>
    </message>
    <message>
        <source>Several of a picture</source>
        <translation>Vários de uma imagem</translation>
    </message>
    <message>
        <source>Let one picture take more than one place</source>
        <translation>Deixar uma imagem ocupar mais de um lugar</translation>
    </message>
    <message>
        <source>Data set to search</source>
        <translation>Conjunto de dados em que procurar</translation>
    </message>
    <message>
        <source>Part of the data set</source>
        <translation>Parte do conjunto de dados</translation>
    </message>
    <message>
        <source>How many pictures to read</source>
        <translation>Quantas imagens ler</translation>
    </message>
    <message>
        <source>Which patches to find</source>
        <translation>Quais recortes encontrar</translation>
    </message>
</context>
<context>
    <name>ExperimentDescription</name>
    <message>
        <source>never</source>
        <translation>nunca</translation>
    </message>
</context>
<context>
    <name>ExperimentFiles</name>
    <message>
        <source>Open an experiment</source>
        <translation>Abrir um experimento</translation>
    </message>
    <message>
        <source>Save the experiment</source>
        <translation>Salvar o experimento</translation>
    </message>
    <message>
        <source>Experiments ({0})</source>
        <translation>Experimentos ({0})</translation>
    </message>
    <message>
        <source>The experiment of {0} is on show.</source>
        <translation>O experimento de {0} está na tela.</translation>
    </message>
    <message>
        <source>The experiment was saved as {0}.</source>
        <translation>O experimento foi salvo como {0}.</translation>
    </message>
</context>
<context>
    <name>ExperimentForm</name>
    <message>
        <source>Data set</source>
        <translation>Conjunto de dados</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Rede</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Épocas</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Tamanho do lote</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Taxa de aprendizado</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>Otimizador</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Agendamento</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>Aumento de dados</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Semente</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>SGD (gradient descent)</source>
        <translation>SGD (gradiente descendente)</translation>
    </message>
    <message>
        <source>SGD with momentum</source>
        <translation>SGD com momento</translation>
    </message>
    <message>
        <source>Nesterov momentum</source>
        <translation>Momento de Nesterov</translation>
    </message>
    <message>
        <source>RMSProp</source>
        <translation>RMSProp</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>Constante</translation>
    </message>
    <message>
        <source>Pictures used</source>
        <translation>Imagens usadas</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>Reservadas</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Perda</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>Momento</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Decaimento dos pesos</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>Fator</translation>
    </message>
    <message>
        <source>Every (epochs)</source>
        <translation>A cada (épocas)</translation>
    </message>
    <message>
        <source>L1</source>
        <translation>L1</translation>
    </message>
    <message>
        <source>L2</source>
        <translation>L2</translation>
    </message>
    <message>
        <source>Stop early</source>
        <translation>Parada antecipada</translation>
    </message>
    <message>
        <source>The share of the training pictures that is used; fewer train faster</source>
        <translation>A parte das imagens de treino que é usada; com menos, o treino é mais rápido</translation>
    </message>
    <message>
        <source>The share of the training pictures held back to validate on; at 0 % the test pictures serve</source>
        <translation>A parte das imagens de treino reservada para a validação; com 0 %, valem as imagens de teste</translation>
    </message>
    <message>
        <source>What is made small: how far the answers of the network are from the right ones</source>
        <translation>O que se quer tornar pequeno: a distância entre as respostas da rede e as corretas</translation>
    </message>
    <message>
        <source>How far the weights move along the gradient: 0.001 is usual for Adam, AdamW and RMSProp, 0.01 to 0.1 for the others</source>
        <translation>O quanto os pesos andam na direção do gradiente: 0,001 é comum para Adam, AdamW e RMSProp; de 0,01 a 0,1 para os outros</translation>
    </message>
    <message>
        <source>How much of the last step is taken along in the next one</source>
        <translation>Quanto do último passo é levado para o seguinte</translation>
    </message>
    <message>
        <source>How strongly each step pulls the weights towards 0</source>
        <translation>Com que força cada passo puxa os pesos para 0</translation>
    </message>
    <message>
        <source>What the learning rate is multiplied by each time</source>
        <translation>Por quanto a taxa de aprendizado é multiplicada a cada vez</translation>
    </message>
    <message>
        <source>After how many epochs the learning rate is multiplied</source>
        <translation>Depois de quantas épocas a taxa de aprendizado é multiplicada</translation>
    </message>
    <message>
        <source>A penalty on the size of the weights; L1 makes many of them 0</source>
        <translation>Uma penalidade sobre o tamanho dos pesos; a L1 zera muitos deles</translation>
    </message>
    <message>
        <source>A penalty on the squares of the weights; L2 keeps all of them small</source>
        <translation>Uma penalidade sobre os quadrados dos pesos; a L2 mantém todos pequenos</translation>
    </message>
    <message>
        <source>Stop when the validation loss has not fallen for so many epochs, and go back to the best one; 0 trains on</source>
        <translation>Parar quando a perda de validação não cair durante tantas épocas e voltar à melhor; com 0, o treino continua</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Dados</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>Aprendizado</translation>
    </message>
    <message>
        <source>Regularisation</source>
        <translation>Regularização</translation>
    </message>
    <message>
        <source>Step by step</source>
        <translation>Em degraus</translation>
    </message>
    <message>
        <source>Exponential</source>
        <translation>Exponencial</translation>
    </message>
    <message>
        <source>Linear, down to 0</source>
        <translation>Linear, até 0</translation>
    </message>
    <message>
        <source>Cosine, down to 0</source>
        <translation>Cosseno, até 0</translation>
    </message>
    <message>
        <source>Lower on a plateau</source>
        <translation>Reduzir quando estagna</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Nenhum</translation>
    </message>
    <message>
        <source>For drawings</source>
        <translation>Para desenhos</translation>
    </message>
    <message>
        <source>For photos</source>
        <translation>Para fotos</translation>
    </message>
    <message>
        <source>Cross-entropy</source>
        <translation>Entropia cruzada</translation>
    </message>
    <message>
        <source>One class a picture, told by its number (sparse); the usual choice.</source>
        <translation>Uma classe por imagem, indicada pelo número (esparsa); a escolha usual.</translation>
    </message>
    <message>
        <source>Cross-entropy, one-hot</source>
        <translation>Entropia cruzada, one-hot</translation>
    </message>
    <message>
        <source>The same loss; the right class is told as a 1 among 0s.</source>
        <translation>A mesma perda; a classe correta é indicada por um 1 entre zeros.</translation>
    </message>
    <message>
        <source>Binary cross-entropy</source>
        <translation>Entropia cruzada binária</translation>
    </message>
    <message>
        <source>Asks for each class by itself, yes or no; the output is a sigmoid.</source>
        <translation>Pergunta por cada classe em separado, sim ou não; a saída é uma sigmoide.</translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation>Erro quadrático médio</translation>
    </message>
    <message>
        <source>The squared distance to a 1 among 0s; learns more slowly.</source>
        <translation>A distância ao quadrado até um 1 entre zeros; aprende mais devagar.</translation>
    </message>
    <message>
        <source>Straight down the gradient of the batch; try a learning rate of 0.01 to 0.1.</source>
        <translation>Desce direto pelo gradiente do lote; experimente uma taxa de aprendizado de 0,01 a 0,1.</translation>
    </message>
    <message>
        <source>Like a ball that rolls on; try a learning rate of 0.01.</source>
        <translation>Como uma bola que continua rolando; experimente uma taxa de aprendizado de 0,01.</translation>
    </message>
    <message>
        <source>Looks at the slope where the momentum leads; try a learning rate of 0.01.</source>
        <translation>Olha a inclinação no ponto aonde o momento leva; experimente uma taxa de aprendizado de 0,01.</translation>
    </message>
    <message>
        <source>A step size of its own for every weight; try a learning rate of 0.001.</source>
        <translation>Um tamanho de passo próprio para cada peso; experimente uma taxa de aprendizado de 0,001.</translation>
    </message>
    <message>
        <source>Step sizes of their own and momentum; 0.001 mostly serves as learning rate.</source>
        <translation>Passos próprios para cada peso e momento; 0,001 costuma servir como taxa de aprendizado.</translation>
    </message>
    <message>
        <source>Adam that also pulls the weights towards 0; learning rate 0.001.</source>
        <translation>Adam que também puxa os pesos para 0; taxa de aprendizado 0,001.</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>Dígitos</translation>
    </message>
    <message>
        <source>1,797 handwritten digits that come with nnviz.</source>
        <translation>1.797 dígitos manuscritos que vêm com o nnviz.</translation>
    </message>
    <message>
        <source>MNIST</source>
        <translation>MNIST</translation>
    </message>
    <message>
        <source>70,000 handwritten digits; 11 MB are loaded once.</source>
        <translation>70.000 dígitos manuscritos; 11 MB são baixados uma única vez.</translation>
    </message>
    <message>
        <source>Fashion-MNIST</source>
        <translation>Fashion-MNIST</translation>
    </message>
    <message>
        <source>70,000 pieces of clothing; 31 MB are loaded once.</source>
        <translation>70.000 peças de roupa; 31 MB são baixados uma única vez.</translation>
    </message>
    <message>
        <source>CIFAR-10</source>
        <translation>CIFAR-10</translation>
    </message>
    <message>
        <source>60,000 colour photos of 10 kinds; 170 MB are loaded once.</source>
        <translation>60.000 fotos coloridas de 10 tipos; 170 MB são baixados uma única vez.</translation>
    </message>
    <message>
        <source>Digit or not</source>
        <translation>Dígito ou não</translation>
    </message>
    <message>
        <source>MNIST and 55,000 drawings that are none, made here.</source>
        <translation>MNIST e 55.000 desenhos que não são dígitos, feitos aqui.</translation>
    </message>
    <message>
        <source>Folder of pictures</source>
        <translation>Pasta de imagens</translation>
    </message>
    <message>
        <source>Yours; open it in the panel Data.</source>
        <translation>Seus dados; abra-os no painel Dados.</translation>
    </message>
    <message>
        <source>NumPy file (.npz)</source>
        <translation>Arquivo NumPy (.npz)</translation>
    </message>
    <message>
        <source>Table (.csv)</source>
        <translation>Tabela (.csv)</translation>
    </message>
    <message>
        <source>My drawings</source>
        <translation>Meus desenhos</translation>
    </message>
    <message>
        <source>Those that were kept in the panel Draw.</source>
        <translation>Os que foram guardados no painel Desenho.</translation>
    </message>
    <message>
        <source>Perceptron</source>
        <translation>Perceptron</translation>
    </message>
    <message>
        <source>No hidden layer: every class weighs every pixel.</source>
        <translation>Sem camada oculta: cada classe pesa cada pixel.</translation>
    </message>
    <message>
        <source>Two hidden layers of 16 neurons.</source>
        <translation>Duas camadas ocultas de 16 neurônios.</translation>
    </message>
    <message>
        <source>Own network</source>
        <translation>Rede própria</translation>
    </message>
    <message>
        <source>Put together row by row under “Network” above.</source>
        <translation>Montada linha por linha na aba “Rede”, acima.</translation>
    </message>
    <message>
        <source>784-16-16-10</source>
        <translation>784-16-16-10</translation>
    </message>
    <message>
        <source>LeNet</source>
        <translation>LeNet</translation>
    </message>
    <message>
        <source>Two convolutions with pooling, then a dense layer.</source>
        <translation>Duas convoluções com pooling, depois uma camada densa.</translation>
    </message>
    <message>
        <source>Course network</source>
        <translation>Rede do curso</translation>
    </message>
    <message>
        <source>Three convolutions that take steps of two.</source>
        <translation>Três convoluções com passo (stride) dois.</translation>
    </message>
    <message>
        <source>Course network, improved</source>
        <translation>Rede do curso, melhorada</translation>
    </message>
    <message>
        <source>Normalised groups with dropout; slow.</source>
        <translation>Grupos normalizados com dropout; lenta.</translation>
    </message>
    <message>
        <source>AlexNet-like</source>
        <translation>Tipo AlexNet</translation>
    </message>
    <message>
        <source>Five convolutions and three dense layers.</source>
        <translation>Cinco convoluções e três camadas densas.</translation>
    </message>
    <message>
        <source>Inception, small</source>
        <translation>Inception, pequena</translation>
    </message>
    <message>
        <source>Blocks that look at several sizes at once.</source>
        <translation>Blocos que olham vários tamanhos ao mesmo tempo.</translation>
    </message>
    <message>
        <source>VGG-like</source>
        <translation>Tipo VGG</translation>
    </message>
    <message>
        <source>Six normalised convolutions; slow without a GPU.</source>
        <translation>Seis convoluções normalizadas; lenta sem GPU.</translation>
    </message>
    <message>
        <source>Recogniser</source>
        <translation>Reconhecedor</translation>
    </message>
    <message>
        <source>Eight normalised convolutions, as in the shipped model.</source>
        <translation>Oito convoluções normalizadas, como no modelo que vem com o nnviz.</translation>
    </message>
    <message>
        <source>How often the network sees every picture</source>
        <translation>Quantas vezes a rede vê cada imagem</translation>
    </message>
    <message>
        <source>Pictures between two changes of the weights; the arrows double and halve</source>
        <translation>Imagens entre duas mudanças dos pesos; as setas dobram e dividem ao meio</translation>
    </message>
    <message>
        <source>How the learning rate changes in the course of the training</source>
        <translation>Como a taxa de aprendizado muda ao longo do treinamento</translation>
    </message>
    <message>
        <source>Vary the pictures at random, so that the network learns what does not matter</source>
        <translation>Variar as imagens ao acaso, para que a rede aprenda o que não importa</translation>
    </message>
    <message>
        <source>The same seed gives the same first weights and the same order of pictures</source>
        <translation>A mesma semente dá os mesmos pesos iniciais e a mesma ordem das imagens</translation>
    </message>
</context>
<context>
    <name>ExperimentHead</name>
    <message>
        <source>Network (!)</source>
        <translation>Rede (!)</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Rede</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Descrição</translation>
    </message>
    <message>
        <source>Put the network together row by row</source>
        <translation>Montar a rede linha por linha</translation>
    </message>
    <message>
        <source>Pages of the experiment</source>
        <translation>Páginas do experimento</translation>
    </message>
    <message>
        <source>Take the last change of the experiment back (Ctrl+Z)</source>
        <translation>Desfazer a última mudança do experimento (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Do it again (Ctrl+Shift+Z)</source>
        <translation>Refazer (Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <source>Open an experiment from a file…</source>
        <translation>Abrir um experimento de um arquivo…</translation>
    </message>
    <message>
        <source>Save this experiment as a file…</source>
        <translation>Salvar este experimento em um arquivo…</translation>
    </message>
</context>
<context>
    <name>ExpressionField</name>
    <message>
        <source>a = np.arange(6).reshape(2, 3)   Enter shows it</source>
        <translation>a = np.arange(6).reshape(2, 3)   Enter mostra</translation>
    </message>
    <message>
        <source>NumPy expression</source>
        <translation>Expressão NumPy</translation>
    </message>
    <message>
        <source>Enter computes, Shift+Enter begins a line, up and down bring back what was typed, Ctrl+Space completes</source>
        <translation>Enter calcula, Shift+Enter começa uma linha, as setas para cima e para baixo trazem de volta o que foi digitado, Ctrl+Espaço completa</translation>
    </message>
    <message>
        <source>Compute and show (Enter)</source>
        <translation>Calcular e mostrar (Enter)</translation>
    </message>
    <message>
        <source>Compute and show</source>
        <translation>Calcular e mostrar</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Exemplos</translation>
    </message>
    <message>
        <source>Arrays, products and mistakes to begin with</source>
        <translation>Arrays, produtos e erros para começar</translation>
    </message>
</context>
<context>
    <name>FileOpening</name>
    <message>
        <source>Everything nnviz opens ({0})</source>
        <translation>Tudo o que o nnviz abre ({0})</translation>
    </message>
    <message>
        <source>Keras models ({0})</source>
        <translation>Modelos Keras ({0})</translation>
    </message>
    <message>
        <source>Pictures ({0})</source>
        <translation>Imagens ({0})</translation>
    </message>
    <message>
        <source>NumPy arrays ({0})</source>
        <translation>Arrays do NumPy ({0})</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
</context>
<context>
    <name>FilmChoice</name>
    <message>
        <source>Export animation</source>
        <translation>Exportar animação</translation>
    </message>
    <message>
        <source>Each snapshot becomes a frame, as the panel looks now in size and place. Arrange it first if need be; panels of other workspaces can be filmed from the strip at the top of the window.</source>
        <translation>Cada instantâneo vira um quadro, com o painel no tamanho e na posição de agora. Se precisar, arrume-o antes; painéis de outros espaços de trabalho podem ser filmados pela faixa no alto da janela.</translation>
    </message>
    <message>
        <source>What is filmed</source>
        <translation>O que é filmado</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Escolher um arquivo…</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>not finite</source>
        <translation>não finito</translation>
    </message>
    <message>
        <source>no gradient</source>
        <translation>sem gradiente</translation>
    </message>
    <message>
        <source>exploding</source>
        <translation>explodindo</translation>
    </message>
    <message>
        <source>vanishing</source>
        <translation>desaparecendo</translation>
    </message>
    <message>
        <source>hasty</source>
        <translation>apressada</translation>
    </message>
    <message>
        <source>NaN or infinite</source>
        <translation>NaN ou infinito</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>constante</translation>
    </message>
    <message>
        <source>large numbers</source>
        <translation>números grandes</translation>
    </message>
    <message>
        <source>dead units</source>
        <translation>unidades mortas</translation>
    </message>
    <message>
        <source>saturated</source>
        <translation>saturada</translation>
    </message>
    <message>
        <source>constant units</source>
        <translation>unidades constantes</translation>
    </message>
    <message>
        <source>all zero</source>
        <translation>tudo zero</translation>
    </message>
    <message>
        <source>good</source>
        <translation>bem</translation>
    </message>
</context>
<context>
    <name>GalleryPanel</name>
    <message>
        <source>Picture {0}: labelled {1}</source>
        <translation>Imagem {0}: rótulo {1}</translation>
    </message>
    <message>
        <source>Picture {0}: labelled {1}, read as {2}</source>
        <translation>Imagem {0}: rótulo {1}, lida como {2}</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Amostras</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Imagens</translation>
    </message>
    <message>
        <source>Download ({0})</source>
        <translation>Baixar ({0})</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>Loading the samples of {0}…</source>
        <translation>Carregando as amostras de {0}…</translation>
    </message>
    <message>
        <source>{0} is not on this machine. Nothing is downloaded unless you ask for it.</source>
        <translation>{0} não está nesta máquina. Nada é baixado sem que você peça.</translation>
    </message>
    <message>
        <source>The live model reads {0} pictures…</source>
        <translation>O modelo atual está lendo {0} imagens…</translation>
    </message>
    <message>
        <source>The live model reads all of these right.</source>
        <translation>O modelo atual acerta todas estas.</translation>
    </message>
    <message>
        <source>{0} of {1} pictures are misread: label → reading.</source>
        <translation>{0} de {1} imagens são lidas errado: rótulo → leitura.</translation>
    </message>
    <message>
        <source>{0} pictures. Click one to put it on the paper.</source>
        <translation>{0} imagens. Clique em uma para pô-la no papel.</translation>
    </message>
</context>
<context>
    <name>GradientTable</name>
    <message>
        <source>From {0} to {1} since batch {2}</source>
        <translation>De {0} a {1} desde o lote {2}</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Camada</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>Norma do gradiente</translation>
    </message>
    <message>
        <source>{0} … {1}, logarithmic</source>
        <translation>{0} … {1}, logarítmica</translation>
    </message>
    <message>
        <source>Over the run</source>
        <translation>Ao longo do treino</translation>
    </message>
    <message>
        <source>Update / weights</source>
        <translation>Mudança / pesos</translation>
    </message>
    <message>
        <source>Weight norm</source>
        <translation>Norma dos pesos</translation>
    </message>
    <message>
        <source>Length of the gradient of the loss, all weights of the layer taken as one vector</source>
        <translation>Comprimento do gradiente da perda, com todos os pesos da camada tomados como um só vetor</translation>
    </message>
    <message>
        <source>Length of one batch&apos;s change of the weights, divided by their length; about 0.001 is usual</source>
        <translation>Comprimento da mudança que um lote faz nos pesos, dividido pelo comprimento deles; o usual é cerca de 0,001</translation>
    </message>
    <message>
        <source>Length of the weights taken as one vector, before the update</source>
        <translation>Comprimento dos pesos tomados como um só vetor, antes da mudança</translation>
    </message>
    <message>
        <source>Gradients of the layers</source>
        <translation>Gradientes das camadas</translation>
    </message>
</context>
<context>
    <name>HealthPanel</name>
    <message>
        <source>Dead units, saturated ones and numbers out of control are found by running the model over many pictures. Choose a data set of the form that it reads and press Measure.</source>
        <translation>Unidades mortas, saturadas e números fora de controle aparecem quando o modelo lê muitas imagens. Escolha um conjunto de dados no formato que ele lê e aperte Medir.</translation>
    </message>
    <message>
        <source>Choose a layer.</source>
        <translation>Escolha uma camada.</translation>
    </message>
    <message>
        <source>Values of {0}</source>
        <translation>Valores de {0}</translation>
    </message>
    <message>
        <source>Outputs of {0}</source>
        <translation>Saídas de {0}</translation>
    </message>
    <message>
        <source>This layer has no weights.</source>
        <translation>Esta camada não tem pesos.</translation>
    </message>
    <message>
        <source>Draw something, or measure.</source>
        <translation>Desenhe algo ou meça.</translation>
    </message>
    <message>
        <source>{0} pictures</source>
        <translation>{0} imagens</translation>
    </message>
    <message>
        <source>When measured</source>
        <translation>Quando medido</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Agora</translation>
    </message>
    <message>
        <source>The drawing</source>
        <translation>O desenho</translation>
    </message>
    <message>
        <source>Start a training and keep this panel in sight: the gradient of every layer is measured ten times a second. One that is vanishing or exploding is told here.</source>
        <translation>Comece um treino e deixe este painel à vista: o gradiente de cada camada é medido dez vezes por segundo. Se algum estiver desaparecendo ou explodindo, você lê aqui.</translation>
    </message>
    <message>
        <source>{0} read right</source>
        <translation>{0} lidas corretamente</translation>
    </message>
    <message>
        <source>after batch {0}</source>
        <translation>depois do lote {0}</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>Saídas</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Pesos</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Treino</translation>
    </message>
    <message>
        <source>Outputs, weights or training</source>
        <translation>Saídas, pesos ou treino</translation>
    </message>
    <message>
        <source>Logarithmic: rare values are seen</source>
        <translation>Logarítmica: valores raros aparecem</translation>
    </message>
</context>
<context>
    <name>HealthTable</name>
    <message>
        <source>Layer</source>
        <translation>Camada</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Valores</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Média</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>Desvio</translation>
    </message>
    <message>
        <source>From … to</source>
        <translation>De … a</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>Zeros</translation>
    </message>
    <message>
        <source>Dead</source>
        <translation>Mortas</translation>
    </message>
    <message>
        <source>Saturated</source>
        <translation>Saturadas</translation>
    </message>
    <message>
        <source>Health of the layers</source>
        <translation>Saúde das camadas</translation>
    </message>
</context>
<context>
    <name>HealthTools</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Medir</translation>
    </message>
    <message>
        <source>Run the model over the pictures and look at every layer</source>
        <translation>Passar as imagens pelo modelo e examinar cada camada</translation>
    </message>
    <message>
        <source>Stop measuring; what was found so far stays</source>
        <translation>Parar de medir; o que já foi encontrado fica</translation>
    </message>
    <message>
        <source>{0} pictures</source>
        <translation>{0} imagens</translation>
    </message>
    <message>
        <source>all test pictures</source>
        <translation>todas as imagens de teste</translation>
    </message>
    <message>
        <source>Data set to measure with</source>
        <translation>Conjunto de dados para medir</translation>
    </message>
    <message>
        <source>How many pictures to measure with</source>
        <translation>Com quantas imagens medir</translation>
    </message>
    <message>
        <source>Keep up to date</source>
        <translation>Manter atualizado</translation>
    </message>
    <message>
        <source>Measure again after every epoch and whenever weights were edited</source>
        <translation>Medir de novo depois de cada época e sempre que pesos forem editados</translation>
    </message>
    <message>
        <source>Progress of the measurement</source>
        <translation>Andamento da medição</translation>
    </message>
</context>
<context>
    <name>HeldInput</name>
    <message>
        <source>Held picture</source>
        <translation>Imagem guardada</translation>
    </message>
    <message>
        <source>Present picture</source>
        <translation>Imagem atual</translation>
    </message>
    <message>
        <source>Maps of the held picture</source>
        <translation>Mapas da imagem guardada</translation>
    </message>
    <message>
        <source>Neurons for the held picture</source>
        <translation>Neurônios para a imagem guardada</translation>
    </message>
</context>
<context>
    <name>HistogramPlot</name>
    <message>
        <source>{0}: {1} ({2})</source>
        <translation>{0}: {1} ({2})</translation>
    </message>
    <message>
        <source>{0}: {1} values</source>
        <translation>{0}: {1} valores</translation>
    </message>
    <message>
        <source>Point at a bar, or use the arrow keys, to read it.</source>
        <translation>Aponte para uma barra, ou use as setas, para lê-la.</translation>
    </message>
</context>
<context>
    <name>KeepButton</name>
    <message>
        <source>{0}  ({1} kept)</source>
        <translation>{0}  ({1} guardados)</translation>
    </message>
    <message>
        <source>Other name…</source>
        <translation>Outro nome…</translation>
    </message>
    <message>
        <source>Look through what is kept</source>
        <translation>Ver o que está guardado</translation>
    </message>
    <message>
        <source>Keep the drawing</source>
        <translation>Guardar o desenho</translation>
    </message>
    <message>
        <source>What does it show?</source>
        <translation>O que ele mostra?</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Keep for training</source>
        <translation>Guardar para o treino</translation>
    </message>
    <message>
        <source>Keep the drawing to train with, and say what it shows; {0} drawings are kept</source>
        <translation>Guardar o desenho para treinar com ele e dizer o que mostra; {0} desenhos guardados</translation>
    </message>
</context>
<context>
    <name>LayerDetail</name>
    <message>
        <source>Output {0}</source>
        <translation>Saída {0}</translation>
    </message>
    <message>
        <source>There are no numbers here that could be shown as a picture.</source>
        <translation>Aqui não há números que possam ser mostrados como imagem.</translation>
    </message>
    <message>
        <source>Draw something, and the filters of this layer are shown here.</source>
        <translation>Desenhe algo, e os filtros desta camada aparecem aqui.</translation>
    </message>
    <message>
        <source>Draw something to see what this layer makes of it.</source>
        <translation>Desenhe algo para ver o que esta camada faz com o desenho.</translation>
    </message>
    <message>
        <source>Point at a value to read it.</source>
        <translation>Aponte para um valor para lê-lo.</translation>
    </message>
    <message>
        <source>Feature maps</source>
        <translation>Mapas de características</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filtros</translation>
    </message>
    <message>
        <source>What this layer makes of the picture</source>
        <translation>O que esta camada faz com a imagem</translation>
    </message>
    <message>
        <source>What this layer has learnt: its weights</source>
        <translation>O que esta camada aprendeu: seus pesos</translation>
    </message>
    <message>
        <source>Feature maps or filters</source>
        <translation>Mapas de características ou filtros</translation>
    </message>
    <message>
        <source>Which array of this layer</source>
        <translation>Qual array desta camada</translation>
    </message>
    <message>
        <source>Maps of the chosen layer</source>
        <translation>Mapas da camada escolhida</translation>
    </message>
    <message>
        <source>Wheel: zoom. Drag: move. Double click: show all. Arrow keys: from value to value.</source>
        <translation>Roda: ampliar. Arrastar: mover. Duplo clique: mostrar tudo. Setas: de valor em valor.</translation>
    </message>
    <message>
        <source>Neurons of the chosen layer</source>
        <translation>Neurônios da camada escolhida</translation>
    </message>
</context>
<context>
    <name>LayerHeader</name>
    <message>
        <source>Changed by hand, filters: {0}</source>
        <translation>Alterada manualmente, filtros: {0}</translation>
    </message>
    <message>
        <source>Changed by hand</source>
        <translation>Alterada manualmente</translation>
    </message>
    <message>
        <source>{0} parameters</source>
        <translation>{0} parâmetros</translation>
    </message>
</context>
<context>
    <name>LayerList</name>
    <message>
        <source>Layers of the model</source>
        <translation>Camadas do modelo</translation>
    </message>
    <message>
        <source>Find: name, type or shape</source>
        <translation>Buscar: nome, tipo ou forma</translation>
    </message>
    <message>
        <source>Find layers</source>
        <translation>Buscar camadas</translation>
    </message>
    <message>
        <source>Words that stand in a layer&apos;s name, type or shape. Enter chooses the first.</source>
        <translation>Palavras que aparecem no nome, no tipo ou na forma de uma camada. Enter escolhe a primeira.</translation>
    </message>
    <message>
        <source>{0} of {1} layers</source>
        <translation>{0} de {1} camadas</translation>
    </message>
    <message>
        <source>{0} parameters in {1} layers</source>
        <translation>{0} parâmetros em {1} camadas</translation>
    </message>
</context>
<context>
    <name>LayerMaps</name>
    <message>
        <source>Showing the first {0} of {1} values: all of them would be too small to see.</source>
        <translation>Mostrando os primeiros {0} de {1} valores: todos juntos ficariam pequenos demais para ver.</translation>
    </message>
    <message>
        <source>filter {0}</source>
        <translation>filtro {0}</translation>
    </message>
    <message>
        <source>map {0}</source>
        <translation>mapa {0}</translation>
    </message>
    <message>
        <source>norm of this column {0}</source>
        <translation>norma desta coluna {0}</translation>
    </message>
    <message>
        <source>norm of this filter {0}</source>
        <translation>norma deste filtro {0}</translation>
    </message>
    <message>
        <source>mean {0}</source>
        <translation>média {0}</translation>
    </message>
    <message>
        <source>variance {0}</source>
        <translation>variância {0}</translation>
    </message>
    <message>
        <source>similarity {0}</source>
        <translation>semelhança {0}</translation>
    </message>
    <message>
        <source>held {0}</source>
        <translation>guardada {0}</translation>
    </message>
</context>
<context>
    <name>LayerPair</name>
    <message>
        <source>Output {0}</source>
        <translation>Saída {0}</translation>
    </message>
    <message>
        <source>The reference has nothing that corresponds to this.</source>
        <translation>A referência não tem nada que corresponda a isto.</translation>
    </message>
    <message>
        <source>The shapes differ: {0} here, {1} in the reference. There is no difference to draw.</source>
        <translation>Os formatos são diferentes: {0} aqui, {1} na referência. Não há diferença a desenhar.</translation>
    </message>
    <message>
        <source>{0}, compared with {1}</source>
        <translation>{0}, comparada com {1}</translation>
    </message>
    <message>
        <source>Both are equal.</source>
        <translation>Os dois são iguais.</translation>
    </message>
    <message>
        <source>Point at a value to read it in both models.</source>
        <translation>Aponte para um valor para lê-lo nos dois modelos.</translation>
    </message>
    <message>
        <source>{0} · reference: {1} · difference: {2}</source>
        <translation>{0} · referência: {1} · diferença: {2}</translation>
    </message>
    <message>
        <source>Feature maps</source>
        <translation>Mapas de características</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filtros</translation>
    </message>
    <message>
        <source>Feature maps or filters</source>
        <translation>Mapas de características ou filtros</translation>
    </message>
    <message>
        <source>Which array of this layer</source>
        <translation>Qual matriz desta camada</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Atual</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referência</translation>
    </message>
    <message>
        <source>Live − reference</source>
        <translation>Atual − referência</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>Copiar a imagem</translation>
    </message>
</context>
<context>
    <name>LayerTypes</name>
    <message>
        <source>What the model is given: nothing is computed here.</source>
        <translation>O que o modelo recebe: aqui nada é calculado.</translation>
    </message>
    <message>
        <source>Slides small filters over its input; each filter answers strongly where its own pattern appears.</source>
        <translation>Desliza pequenos filtros sobre a entrada; cada filtro responde forte onde seu próprio padrão aparece.</translation>
    </message>
    <message>
        <source>Paints each input value as a small pattern on a larger output: a convolution run backwards.</source>
        <translation>Pinta cada valor de entrada como um pequeno padrão em uma saída maior: uma convolução ao contrário.</translation>
    </message>
    <message>
        <source>Slides a filter of its own over each input channel, without mixing the channels.</source>
        <translation>Desliza um filtro próprio sobre cada canal de entrada, sem misturar os canais.</translation>
    </message>
    <message>
        <source>Filters each channel by itself, then mixes the channels: a convolution with fewer weights.</source>
        <translation>Filtra cada canal separadamente e depois mistura os canais: uma convolução com menos pesos.</translation>
    </message>
    <message>
        <source>Keeps the largest value of each small window, so the maps shrink and small shifts matter less.</source>
        <translation>Mantém o maior valor de cada pequena janela: os mapas encolhem e pequenos deslocamentos importam menos.</translation>
    </message>
    <message>
        <source>Replaces each small window by its mean, so the maps become smaller and smoother.</source>
        <translation>Substitui cada pequena janela por sua média: os mapas ficam menores e mais suaves.</translation>
    </message>
    <message>
        <source>Sums up each whole map in one number: its mean or its largest value.</source>
        <translation>Resume cada mapa inteiro em um número: sua média ou seu maior valor.</translation>
    </message>
    <message>
        <source>Lines all values up in one row; none of them changes.</source>
        <translation>Põe todos os valores em uma única fila; nenhum deles muda.</translation>
    </message>
    <message>
        <source>Arranges the same values in another shape; none of them changes.</source>
        <translation>Arruma os mesmos valores em outro formato; nenhum deles muda.</translation>
    </message>
    <message>
        <source>Each neuron weighs every input value, adds them up with its bias and applies the activation.</source>
        <translation>Cada neurônio pondera todos os valores de entrada, soma-os com seu viés e aplica a ativação.</translation>
    </message>
    <message>
        <source>Silences some values at random while training, so none is relied on; here it changes nothing.</source>
        <translation>Silencia alguns valores ao acaso durante o treinamento, para que não se dependa de nenhum; aqui não muda nada.</translation>
    </message>
    <message>
        <source>Brings each channel to a common mean and spread, then scales and shifts it as learnt.</source>
        <translation>Leva cada canal a média e dispersão comuns, depois aplica a escala e o deslocamento aprendidos.</translation>
    </message>
    <message>
        <source>Brings the values of each example to a common mean and spread, then scales and shifts them.</source>
        <translation>Leva os valores de cada exemplo a média e dispersão comuns, depois aplica escala e deslocamento.</translation>
    </message>
    <message>
        <source>Lets positive values pass and turns negative ones into zero.</source>
        <translation>Deixa passar os valores positivos e transforma os negativos em zero.</translation>
    </message>
    <message>
        <source>Turns scores into probabilities that add up to one.</source>
        <translation>Transforma pontuações em probabilidades que somam um.</translation>
    </message>
    <message>
        <source>Applies one function to every value by itself.</source>
        <translation>Aplica uma mesma função a cada valor separadamente.</translation>
    </message>
    <message>
        <source>Combines several inputs value by value.</source>
        <translation>Combina várias entradas valor a valor.</translation>
    </message>
    <message>
        <source>Puts its inputs side by side without changing them.</source>
        <translation>Põe suas entradas lado a lado, sem alterá-las.</translation>
    </message>
    <message>
        <source>Adds a border of zeros around the maps.</source>
        <translation>Acrescenta uma borda de zeros em volta dos mapas.</translation>
    </message>
    <message>
        <source>Makes the maps larger by repeating or blending their values.</source>
        <translation>Aumenta os mapas repetindo ou mesclando seus valores.</translation>
    </message>
    <message>
        <source>Multiplies every value by one number and adds another.</source>
        <translation>Multiplica cada valor por um número e soma outro.</translation>
    </message>
    <message>
        <source>Looks up a learnt row of numbers for each whole number it is given.</source>
        <translation>Busca uma fila aprendida de números para cada número inteiro que recebe.</translation>
    </message>
    <message>
        <source>Reads a sequence step by step and carries a memory of what it has read.</source>
        <translation>Lê uma sequência passo a passo e leva consigo uma memória do que já leu.</translation>
    </message>
    <message>
        <source>Lets each place of a sequence gather what it needs from all the others.</source>
        <translation>Permite que cada posição de uma sequência reúna o que precisa de todas as outras.</translation>
    </message>
    <message>
        <source>A model inside the model; its own layers follow below.</source>
        <translation>Um modelo dentro do modelo; suas próprias camadas vêm a seguir.</translation>
    </message>
</context>
<context>
    <name>LayersPanel</name>
    <message>
        <source>The model is on its way. Its layers will stand here.</source>
        <translation>O modelo está a caminho. Suas camadas vão aparecer aqui.</translation>
    </message>
</context>
<context>
    <name>LinkLegend</name>
    <message>
        <source>raises (w · x &gt; 0)</source>
        <translation>aumenta (w · x &gt; 0)</translation>
    </message>
    <message>
        <source>lowers (w · x &lt; 0)</source>
        <translation>diminui (w · x &lt; 0)</translation>
    </message>
    <message>
        <source>wider: larger |w · x|</source>
        <translation>mais larga: |w · x| maior</translation>
    </message>
    <message>
        <source>Orange lines raise a neuron, blue ones lower it. The widest line between two columns has the largest |w · x|. Neurons: dark is the least value of its column, bright the largest.</source>
        <translation>Linhas laranja aumentam um neurônio, linhas azuis o diminuem. A linha mais larga entre duas colunas tem o maior |w · x|. Neurônios: escuro é o menor valor da coluna, claro o maior.</translation>
    </message>
</context>
<context>
    <name>LiveSettings</name>
    <message>
        <source>While it trains: holds from the next batch on</source>
        <translation>Durante o treino: vale a partir do próximo lote</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Taxa de aprendizado</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Tamanho do lote</translation>
    </message>
    <message>
        <source>Learning rate from the next batch on</source>
        <translation>Taxa de aprendizado a partir do próximo lote</translation>
    </message>
    <message>
        <source>Above 0 and up to 1,000,000; Enter sets it</source>
        <translation>Acima de 0 e até 1.000.000; Enter aplica</translation>
    </message>
    <message>
        <source>Learning rate, logarithmic</source>
        <translation>Taxa de aprendizado, logarítmica</translation>
    </message>
    <message>
        <source>From 0.00001 to 1, logarithmic: each tenth of the way multiplies it by about 3</source>
        <translation>De 0,00001 a 1, logarítmica: cada décimo do caminho multiplica por cerca de 3</translation>
    </message>
    <message>
        <source>Batch size from the next batch on</source>
        <translation>Tamanho do lote a partir do próximo lote</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>The model was saved to {0}.</source>
        <translation>O modelo foi salvo em {0}.</translation>
    </message>
    <message>
        <source>nnviz – a laboratory for neural networks</source>
        <translation>nnviz – um laboratório de redes neurais</translation>
    </message>
    <message>
        <source>changed model, saved</source>
        <translation>modelo alterado, salvo</translation>
    </message>
    <message>
        <source>model changed by hand, not saved</source>
        <translation>modelo alterado manualmente, não salvo</translation>
    </message>
    <message>
        <source>Workspaces</source>
        <translation>Áreas de trabalho</translation>
    </message>
</context>
<context>
    <name>MapTools</name>
    <message>
        <source>Order by</source>
        <translation>Ordenar por</translation>
    </message>
    <message>
        <source>Order of the maps</source>
        <translation>Ordem dos mapas</translation>
    </message>
    <message>
        <source>Greatest first. Similarity is the correlation with the map that is chosen at that moment; choose another map, then similarity again, to compare with that one.</source>
        <translation>O maior primeiro. A semelhança é a correlação com o mapa escolhido naquele momento; para comparar com outro, escolha esse mapa e depois a semelhança de novo.</translation>
    </message>
    <message>
        <source>number</source>
        <translation>número</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>média</translation>
    </message>
    <message>
        <source>variance</source>
        <translation>variância</translation>
    </message>
    <message>
        <source>similarity to map {0}</source>
        <translation>semelhança com o mapa {0}</translation>
    </message>
    <message>
        <source>norm (L2)</source>
        <translation>norma (L2)</translation>
    </message>
    <message>
        <source>Pin {0}</source>
        <translation>Fixar {0}</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Fixar</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Soltar</translation>
    </message>
    <message>
        <source>Hold picture</source>
        <translation>Segurar figura</translation>
    </message>
    <message>
        <source>Choose a map first: click on it, or go there with the arrow keys.</source>
        <translation>Escolha primeiro um mapa: clique nele ou vá até ele com as setas.</translation>
    </message>
    <message>
        <source>There is room for four maps: remove one of the pinned ones first.</source>
        <translation>Há lugar para quatro mapas: retire antes um dos fixados.</translation>
    </message>
    <message>
        <source>Keep this map enlarged beside the others; it goes on changing with the picture. Key: P</source>
        <translation>Manter este mapa ampliado ao lado dos outros; ele continua mudando com a imagem. Tecla: P</translation>
    </message>
    <message>
        <source>Show the maps of the present picture alone again. Key: H</source>
        <translation>Voltar a mostrar só os mapas da imagem atual. Tecla: H</translation>
    </message>
    <message>
        <source>Keep what the layer makes of this picture beside what it makes of the next. Key: H</source>
        <translation>Manter o que a camada faz desta imagem ao lado do que ela faz da próxima. Tecla: H</translation>
    </message>
</context>
<context>
    <name>MistakeList</name>
    <message>
        <source>{0} %</source>
        <translation>{0} %</translation>
    </message>
    <message>
        <source>{0} %: {1} → {2}</source>
        <translation>{0} %: {1} → {2}</translation>
    </message>
    <message>
        <source>Picture {0}: labelled “{1}” ({2} sure of it), read as “{3}” ({4} sure)</source>
        <translation>Imagem {0}: rotulada “{1}” (certeza de {2}), lida como “{3}” (certeza de {4})</translation>
    </message>
    <message>
        <source>Show why</source>
        <translation>Mostrar por quê</translation>
    </message>
    <message>
        <source>Put the framed picture on the paper and colour the pixels that decide (Grad-CAM)</source>
        <translation>Colocar no papel a imagem marcada e colorir os pixels que decidem (Grad-CAM)</translation>
    </message>
    <message>
        <source>All mistakes</source>
        <translation>Todos os erros</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Imagens</translation>
    </message>
    <message>
        <source>There is no picture here. Click another cell of the matrix.</source>
        <translation>Não há nenhuma imagem aqui. Clique em outra célula da matriz.</translation>
    </message>
</context>
<context>
    <name>ModelMapPanel</name>
    <message>
        <source>{0} parameters</source>
        <translation>{0} parâmetros</translation>
    </message>
    <message>
        <source>{0} of values</source>
        <translation>{0} de valores</translation>
    </message>
    <message>
        <source>{0} multiply-adds</source>
        <translation>{0} multiplicações-somas</translation>
    </message>
    <message>
        <source>in front: map {0}</source>
        <translation>na frente: mapa {0}</translation>
    </message>
    <message>
        <source>The model is on its way. It will be drawn here, block by block.</source>
        <translation>O modelo está a caminho. Ele vai ser desenhado aqui, bloco a bloco.</translation>
    </message>
    <message>
        <source>Map of the model</source>
        <translation>Mapa do modelo</translation>
    </message>
    <message>
        <source>Each block is a layer: in front its strongest map, on its sides a stripe for each map. Click chooses a layer; wheel: zoom, drag: move, 0: show all, arrow keys: along the edges, Ctrl and arrow keys, Page Up and Page Down: move.</source>
        <translation>Cada bloco é uma camada: na frente, seu mapa mais forte; nos lados, uma faixa para cada mapa. Clique escolhe uma camada; roda: ampliar, arrastar: mover, 0: mostrar tudo, setas: seguir as ligações, Ctrl e setas, Page Up e Page Down: mover.</translation>
    </message>
    <message>
        <source>Colours of the layer</source>
        <translation>Cores da camada</translation>
    </message>
</context>
<context>
    <name>ModelSaving</name>
    <message>
        <source>Keras models ({0})</source>
        <translation>Modelos Keras ({0})</translation>
    </message>
    <message>
        <source>Save the model</source>
        <translation>Salvar o modelo</translation>
    </message>
</context>
<context>
    <name>NeighbourCard</name>
    <message>
        <source>Training example</source>
        <translation>Exemplo de treinamento</translation>
    </message>
    <message>
        <source>Ink to add and to remove</source>
        <translation>Tinta a acrescentar e a remover</translation>
    </message>
    <message>
        <source>training picture {0}
distance {1}</source>
        <translation>imagem de treinamento {0}
distância {1}</translation>
    </message>
    <message>
        <source>Data set {0}</source>
        <translation>Conjunto de dados {0}</translation>
    </message>
</context>
<context>
    <name>NeighboursPanel</name>
    <message>
        <source>What would make this a …?</source>
        <translation>O que faria disto um …?</translation>
    </message>
    <message>
        <source>What would make this a</source>
        <translation>O que faria disto um</translation>
    </message>
    <message>
        <source>of the set</source>
        <translation>do conjunto</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <source>The class to become; at first the second nearest reading</source>
        <translation>A classe em que se transformar; de início, a segunda leitura mais próxima</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>Conjunto de dados</translation>
    </message>
    <message>
        <source>Where the training examples come from</source>
        <translation>De onde vêm os exemplos de treinamento</translation>
    </message>
    <message>
        <source>remove</source>
        <translation>remover</translation>
    </message>
    <message>
        <source>add</source>
        <translation>acrescentar</translation>
    </message>
    <message>
        <source>Draw a digit: the training examples nearest to it appear here, class by class.</source>
        <translation>Desenhe um dígito: os exemplos de treinamento mais próximos aparecem aqui, classe por classe.</translation>
    </message>
    <message>
        <source>The live model does not read 28 × 28 grey pixels, so there are no examples to compare it with.</source>
        <translation>O modelo atual não lê 28 × 28 pixels em cinza, portanto não há exemplos com que comparar.</translation>
    </message>
    <message>
        <source>The nearest examples are on their way.</source>
        <translation>Os exemplos mais próximos estão a caminho.</translation>
    </message>
    <message>
        <source>The training examples of {0} nearest to the drawing, and the ink that would change.</source>
        <translation>Os exemplos de treinamento de {0} mais próximos do desenho e a tinta que mudaria.</translation>
    </message>
</context>
<context>
    <name>NetworkEditor</name>
    <message>
        <source>Picture</source>
        <translation>Imagem</translation>
    </message>
    <message>
        <source>{0} classes, {1}</source>
        <translation>{0} classes, {1}</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Saída</translation>
    </message>
    <message>
        <source>Based on {0}</source>
        <translation>Baseada em {0}</translation>
    </message>
    <message>
        <source>The shapes are told when the pictures have been read.</source>
        <translation>As formas aparecem quando as imagens tiverem sido lidas.</translation>
    </message>
    <message>
        <source>Together {0} parameters</source>
        <translation>Ao todo, {0} parâmetros</translation>
    </message>
    <message>
        <source>slow without a GPU</source>
        <translation>lenta sem GPU</translation>
    </message>
    <message>
        <source>A batch: {0} → {1}</source>
        <translation>Um lote: {0} → {1}</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>Convolução</translation>
    </message>
    <message>
        <source>Max pooling</source>
        <translation>Pooling máximo</translation>
    </message>
    <message>
        <source>Average pooling</source>
        <translation>Pooling médio</translation>
    </message>
    <message>
        <source>Global max pooling</source>
        <translation>Pooling máximo global</translation>
    </message>
    <message>
        <source>Global average pooling</source>
        <translation>Pooling médio global</translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation>Achatamento</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>Densa</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Ativação</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Batch normalisation</source>
        <translation>Normalização em lote</translation>
    </message>
    <message>
        <source>Inception block</source>
        <translation>Bloco inception</translation>
    </message>
    <message>
        <source>Slides small filters over the picture; each makes a map</source>
        <translation>Desliza pequenos filtros sobre a imagem; cada um produz um mapa</translation>
    </message>
    <message>
        <source>Keeps the largest value of each window</source>
        <translation>Fica com o maior valor de cada janela</translation>
    </message>
    <message>
        <source>Keeps the mean of each window</source>
        <translation>Fica com a média de cada janela</translation>
    </message>
    <message>
        <source>Makes one number of each map: its largest value</source>
        <translation>Faz de cada mapa um único número: o seu maior valor</translation>
    </message>
    <message>
        <source>Makes one number of each map: its mean</source>
        <translation>Faz de cada mapa um único número: a sua média</translation>
    </message>
    <message>
        <source>Lines all values up in one row, as dense layers need them</source>
        <translation>Põe todos os valores em uma fila, como as camadas densas precisam</translation>
    </message>
    <message>
        <source>Each neuron weighs every value before it</source>
        <translation>Cada neurônio pondera todos os valores anteriores</translation>
    </message>
    <message>
        <source>Bends every value, so that layers can do more than one alone</source>
        <translation>Curva cada valor, para que várias camadas possam mais do que uma só</translation>
    </message>
    <message>
        <source>Silences some values at random while training, against overfitting</source>
        <translation>Silencia alguns valores ao acaso durante o treino, contra o sobreajuste</translation>
    </message>
    <message>
        <source>Brings the values of each batch to one scale; learns faster</source>
        <translation>Leva os valores de cada lote à mesma escala; aprende mais rápido</translation>
    </message>
    <message>
        <source>Looks with windows of several sizes at once and joins what they see</source>
        <translation>Olha com janelas de vários tamanhos ao mesmo tempo e junta o que elas veem</translation>
    </message>
    <message>
        <source>Neurons</source>
        <translation>Neurônios</translation>
    </message>
    <message>
        <source>Maps</source>
        <translation>Mapas</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Janela</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>Passo</translation>
    </message>
    <message>
        <source>Border</source>
        <translation>Borda</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Parte</translation>
    </message>
    <message>
        <source>How many numbers or maps the layer makes</source>
        <translation>Quantos números ou mapas a camada produz</translation>
    </message>
    <message>
        <source>The side of the window that slides over the picture</source>
        <translation>O lado da janela que desliza sobre a imagem</translation>
    </message>
    <message>
        <source>How far the window moves each time</source>
        <translation>O quanto a janela anda a cada vez</translation>
    </message>
    <message>
        <source>valid: the window stays inside and the maps shrink; same: zeros are put around</source>
        <translation>valid: a janela fica dentro e os mapas encolhem; same: põem-se zeros em volta</translation>
    </message>
    <message>
        <source>What every result goes through at the end</source>
        <translation>Por onde cada resultado passa no fim</translation>
    </message>
    <message>
        <source>The share of the values that is silenced, 0 to 0.95</source>
        <translation>A parte dos valores que é silenciada, de 0 a 0,95</translation>
    </message>
    <message>
        <source>A penalty on the size of these weights; 0 is none</source>
        <translation>Uma penalidade sobre o tamanho destes pesos; 0 é nenhuma</translation>
    </message>
    <message>
        <source>A penalty on the squares of these weights; 0 is none</source>
        <translation>Uma penalidade sobre os quadrados destes pesos; 0 é nenhuma</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nenhuma</translation>
    </message>
    <message>
        <source>sigmoid</source>
        <translation>sigmoide</translation>
    </message>
    <message>
        <source>stride {0}</source>
        <translation>passo {0}</translation>
    </message>
</context>
<context>
    <name>NetworkRow</name>
    <message>
        <source>{0} param.</source>
        <translation>{0} parâm.</translation>
    </message>
</context>
<context>
    <name>NetworkTools</name>
    <message>
        <source>Add a layer after the chosen one</source>
        <translation>Acrescentar uma camada depois da escolhida</translation>
    </message>
    <message>
        <source>Remove the chosen layer (Del)</source>
        <translation>Remover a camada escolhida (Del)</translation>
    </message>
    <message>
        <source>Put a copy after the chosen layer (Ctrl+D)</source>
        <translation>Pôr uma cópia depois da camada escolhida (Ctrl+D)</translation>
    </message>
    <message>
        <source>Move the chosen layer up (Ctrl+Up)</source>
        <translation>Mover a camada escolhida para cima (Ctrl+↑)</translation>
    </message>
    <message>
        <source>Move the chosen layer down (Ctrl+Down)</source>
        <translation>Mover a camada escolhida para baixo (Ctrl+↓)</translation>
    </message>
    <message>
        <source>Begin again from a known network</source>
        <translation>Recomeçar a partir de uma rede conhecida</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>Começar de</translation>
    </message>
</context>
<context>
    <name>NeuronColumns</name>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} de {1}</translation>
    </message>
</context>
<context>
    <name>NeuronTerms</name>
    <message>
        <source>Input {0}, {1}: {2}</source>
        <translation>Entrada {0}, {1}: {2}</translation>
    </message>
    <message>
        <source>Neuron {0} of {1}: {2}</source>
        <translation>Neurônio {0} de {1}: {2}</translation>
    </message>
    <message>
        <source>its weights w</source>
        <translation>seus pesos w</translation>
    </message>
    <message>
        <source>its terms w · x</source>
        <translation>suas parcelas w · x</translation>
    </message>
</context>
<context>
    <name>NeuronsPanel</name>
    <message>
        <source>This model has no dense layers, so there are no columns of neurons.</source>
        <translation>Este modelo não tem camadas densas, portanto não há colunas de neurônios.</translation>
    </message>
    <message>
        <source>Draw something to see which neurons answer.</source>
        <translation>Desenhe algo para ver quais neurônios respondem.</translation>
    </message>
    <message>
        <source>Strongest connections: {0}</source>
        <translation>Conexões mais fortes: {0}</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Rede</translation>
    </message>
    <message>
        <source>Weights as pictures</source>
        <translation>Pesos como imagens</translation>
    </message>
    <message>
        <source>Network or weights as pictures</source>
        <translation>Rede ou pesos como imagens</translation>
    </message>
    <message>
        <source>How many connections are drawn between two columns</source>
        <translation>Quantas conexões são desenhadas entre duas colunas</translation>
    </message>
    <message>
        <source>Dense layers as columns of neurons</source>
        <translation>Camadas densas como colunas de neurônios</translation>
    </message>
    <message>
        <source>Orange lines raise a neuron, blue ones lower it; the wider, the more. Click: that neuron.</source>
        <translation>Linhas laranja aumentam um neurônio, azuis o diminuem; quanto mais largas, mais. Clique: esse neurônio.</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Close (Esc)</source>
        <translation>Fechar (Esc)</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Fechar esta mensagem</translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>{0} %</source>
        <translation>{0}%</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} h {1} min</translation>
    </message>
    <message>
        <source>{0} min {1} s</source>
        <translation>{0} min {1} s</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
</context>
<context>
    <name>OperationEditor</name>
    <message>
        <source>&amp;Operation</source>
        <translation>&amp;Operação</translation>
    </message>
    <message>
        <source>&amp;Example</source>
        <translation>&amp;Exemplo</translation>
    </message>
    <message>
        <source>Numbers in brackets, a bracket a row: [[1, 2], [3, 4]]</source>
        <translation>Números entre colchetes, um par por linha: [[1, 2], [3, 4]]</translation>
    </message>
</context>
<context>
    <name>OperationPlayer</name>
    <message>
        <source>Pause (Space)</source>
        <translation>Pausar (Espaço)</translation>
    </message>
    <message>
        <source>Play (Space)</source>
        <translation>Reproduzir (Espaço)</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Reproduzir</translation>
    </message>
    <message>
        <source>step {0} of {1}</source>
        <translation>passo {0} de {1}</translation>
    </message>
    <message>
        <source>{0} steps a second</source>
        <translation>{0} passos por segundo</translation>
    </message>
    <message>
        <source>1 step a second</source>
        <translation>1 passo por segundo</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Velocidade</translation>
    </message>
    <message>
        <source>Let cells travel</source>
        <translation>Mover as células</translation>
    </message>
    <message>
        <source>Without it every step stands at once, for less motion on the screen</source>
        <translation>Sem isso cada passo aparece de uma vez, com menos movimento na tela</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Passo</translation>
    </message>
    <message>
        <source>To the beginning (Home)</source>
        <translation>Ao início (Home)</translation>
    </message>
    <message>
        <source>One step back (←)</source>
        <translation>Um passo atrás (←)</translation>
    </message>
    <message>
        <source>One step on (→)</source>
        <translation>Um passo adiante (→)</translation>
    </message>
</context>
<context>
    <name>OperationSteps</name>
    <message>
        <source>Label {label} of {name}[{row}]: a 1 in column {label}, 0 everywhere else</source>
        <translation>Rótulo {label} de {name}[{row}]: um 1 na coluna {label}, 0 no resto</translation>
    </message>
    <message>
        <source>{name}{source} = {value} goes to result{target}</source>
        <translation>{name}{source} = {value} vai para result{target}</translation>
    </message>
    <message>
        <source>{count} cells at once: {name}{source} and those after it go to result{target} and on</source>
        <translation>{count} células de uma vez: {name}{source} e as seguintes vão para result{target} em diante</translation>
    </message>
    <message>
        <source>The rim of {count} cells is filled with {value}</source>
        <translation>A borda de {count} células é preenchida com {value}</translation>
    </message>
    <message>
        <source>{left}{row} times {right}{column}, term {term} of {terms} of result{cell}</source>
        <translation>{left}{row} vezes {right}{column}, termo {term} de {terms} de result{cell}</translation>
    </message>
    <message>
        <source>result{cell} is the sum of {terms} products of {left} and {right}</source>
        <translation>result{cell} é a soma de {terms} produtos de {left} e {right}</translation>
    </message>
    <message>
        <source>The bias {bias}{place} is added: result{cell} is finished</source>
        <translation>O viés {bias}{place} é somado: result{cell} está pronto</translation>
    </message>
    <message>
        <source>{left}{place} and {right}{other} make result{cell}</source>
        <translation>{left}{place} e {right}{other} formam result{cell}</translation>
    </message>
    <message>
        <source>{left}{place} and {right}{other} make result{cell}; the dashed cells are stretched copies</source>
        <translation>{left}{place} e {right}{other} formam result{cell}; as células tracejadas são cópias esticadas</translation>
    </message>
    <message>
        <source>{name}{place} is number {term} of {terms} for result{cell}</source>
        <translation>{name}{place} é o número {term} de {terms} para result{cell}</translation>
    </message>
    <message>
        <source>All {terms} numbers are in: the sum is divided by {terms}</source>
        <translation>Todos os {terms} números entraram: a soma é dividida por {terms}</translation>
    </message>
    <message>
        <source>{count} cells at once, from result{first} to result{last}; the sum shown is that of the first</source>
        <translation>{count} células de uma vez, de result{first} a result{last}; a conta mostrada é a da primeira</translation>
    </message>
</context>
<context>
    <name>OperationView</name>
    <message>
        <source>result</source>
        <translation>result</translation>
    </message>
    <message>
        <source>{0}{1} = {2}</source>
        <translation>{0}{1} = {2}</translation>
    </message>
</context>
<context>
    <name>Operations</name>
    <message>
        <source>Vector</source>
        <translation>Vetor</translation>
    </message>
    <message>
        <source>Matrix</source>
        <translation>Matriz</translation>
    </message>
    <message>
        <source>Three axes</source>
        <translation>Três eixos</translation>
    </message>
    <message>
        <source>Shapes that do not fit</source>
        <translation>Formas que não combinam</translation>
    </message>
    <message>
        <source>Down the columns, axis 0</source>
        <translation>Descendo as colunas, eixo 0</translation>
    </message>
    <message>
        <source>Along the rows, axis 1</source>
        <translation>Ao longo das linhas, eixo 1</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Tudo</translation>
    </message>
    <message>
        <source>Matrix product  @</source>
        <translation>Produto de matrizes  @</translation>
    </message>
    <message>
        <source>Batch of three, X @ W.T</source>
        <translation>Lote de três, X @ W.T</translation>
    </message>
    <message>
        <source>(4,) meets (3, 4)</source>
        <translation>(4,) encontra (3, 4)</translation>
    </message>
    <message>
        <source>Dot product</source>
        <translation>Produto escalar</translation>
    </message>
    <message>
        <source>Dense layer</source>
        <translation>Camada densa</translation>
    </message>
    <message>
        <source>Batch of three, three neurons</source>
        <translation>Lote de três, três neurônios</translation>
    </message>
    <message>
        <source>One sample</source>
        <translation>Uma amostra</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>Convolução</translation>
    </message>
    <message>
        <source>Upright edges</source>
        <translation>Bordas verticais</translation>
    </message>
    <message>
        <source>Two channels</source>
        <translation>Dois canais</translation>
    </message>
    <message>
        <source>Padded, stride 2</source>
        <translation>Com borda, passo 2</translation>
    </message>
    <message>
        <source>Broadcast</source>
        <translation>Broadcast</translation>
    </message>
    <message>
        <source>Matrix and row</source>
        <translation>Matriz e linha</translation>
    </message>
    <message>
        <source>Column and row</source>
        <translation>Coluna e linha</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Soma</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Média</translation>
    </message>
    <message>
        <source>Reshape</source>
        <translation>Mudar a forma</translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation>Achatar</translation>
    </message>
    <message>
        <source>Transpose</source>
        <translation>Transpor</translation>
    </message>
    <message>
        <source>Squeeze</source>
        <translation>Remover eixo</translation>
    </message>
    <message>
        <source>Expand</source>
        <translation>Acrescentar eixo</translation>
    </message>
    <message>
        <source>A row becomes a column</source>
        <translation>Uma linha vira coluna</translation>
    </message>
    <message>
        <source>Concatenate</source>
        <translation>Concatenar</translation>
    </message>
    <message>
        <source>Stack</source>
        <translation>Empilhar</translation>
    </message>
    <message>
        <source>Pad</source>
        <translation>Pôr borda</translation>
    </message>
    <message>
        <source>Each side its own width</source>
        <translation>Cada lado com sua largura</translation>
    </message>
    <message>
        <source>One-hot</source>
        <translation>One-hot</translation>
    </message>
    <message>
        <source>{name} first</source>
        <translation>{name} primeiro</translation>
    </message>
</context>
<context>
    <name>OperationsPanel</name>
    <message>
        <source>The line of NumPy is on the clipboard.</source>
        <translation>A linha de NumPy está na área de transferência.</translation>
    </message>
    <message>
        <source>Press play, or step with the arrow keys.</source>
        <translation>Clique em reproduzir ou avance com as setas do teclado.</translation>
    </message>
    <message>
        <source>There are many cells, so every step shows {0} of them at once.</source>
        <translation>Há muitas células: cada passo mostra {0} delas de uma vez.</translation>
    </message>
    <message>
        <source>Shapes: {0} → result {1}</source>
        <translation>Formas: {0} → result {1}</translation>
    </message>
    <message>
        <source>Operations on arrays</source>
        <translation>Operações com arrays</translation>
    </message>
    <message>
        <source>The operation, step by step</source>
        <translation>A operação, passo a passo</translation>
    </message>
    <message>
        <source>What fits:</source>
        <translation>O que serve:</translation>
    </message>
    <message>
        <source>Copy the line</source>
        <translation>Copiar a linha</translation>
    </message>
    <message>
        <source>Put the line of NumPy on the clipboard</source>
        <translation>Pôr a linha de NumPy na área de transferência</translation>
    </message>
</context>
<context>
    <name>PairedBars</name>
    <message>
        <source>live</source>
        <translation>atual</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>referência</translation>
    </message>
    <message>
        <source>{0}{1} pts</source>
        <translation>{0}{1} p.p.</translation>
    </message>
    <message>
        <source>Class {0}: live {1}, reference {2}</source>
        <translation>Classe {0}: atual {1}, referência {2}</translation>
    </message>
    <message>
        <source>Probabilities that both models give the most probable classes</source>
        <translation>Probabilidades que os dois modelos dão às classes mais prováveis</translation>
    </message>
</context>
<context>
    <name>PanelDock</name>
    <message>
        <source>This panel could not be loaded; the others work. ({0}: {1})</source>
        <translation>Não foi possível carregar este painel; os outros funcionam. ({0}: {1})</translation>
    </message>
</context>
<context>
    <name>Panels</name>
    <message>
        <source>Draw</source>
        <translation>Desenho</translation>
    </message>
    <message>
        <source>Preparation</source>
        <translation>Preparação</translation>
    </message>
    <message>
        <source>What would make this a …?</source>
        <translation>O que faria disto um …?</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Amostras</translation>
    </message>
    <message>
        <source>Many pictures</source>
        <translation>Muitas imagens</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Camadas</translation>
    </message>
    <message>
        <source>Map of the model</source>
        <translation>Mapa do modelo</translation>
    </message>
    <message>
        <source>One unit</source>
        <translation>Uma unidade</translation>
    </message>
    <message>
        <source>What excites it</source>
        <translation>O que a excita</translation>
    </message>
    <message>
        <source>Why this class</source>
        <translation>Por que esta classe</translation>
    </message>
    <message>
        <source>Neurons</source>
        <translation>Neurônios</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Saúde</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparar</translation>
    </message>
    <message>
        <source>Arrays</source>
        <translation>Arrays</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>Operações</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Avaliação</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Treinamento</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Treinamentos guardados</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Dados</translation>
    </message>
</context>
<context>
    <name>PastSign</name>
    <message>
        <source>Before the training: not the present weights.</source>
        <translation>Antes do treinamento: não são os pesos atuais.</translation>
    </message>
    <message>
        <source>Batch {0}: not the present weights.</source>
        <translation>Lote {0}: não são os pesos atuais.</translation>
    </message>
    <message>
        <source>Batch {0}, in epoch {1}: not the present weights.</source>
        <translation>Lote {0}, na época {1}: não são os pesos atuais.</translation>
    </message>
    <message>
        <source>The present model has the weights of batch {0} now.</source>
        <translation>O modelo atual tem agora os pesos do lote {0}.</translation>
    </message>
    <message>
        <source>The training goes on from the weights of batch {0}: from batch {1} on the curves are those of a new branch.</source>
        <translation>O treinamento continua a partir dos pesos do lote {0}: do lote {1} em diante, as curvas são as de um novo ramo.</translation>
    </message>
    <message>
        <source>Looking at the past</source>
        <translation>Olhando para o passado</translation>
    </message>
    <message>
        <source>Layers, neurons, predictions and explanations are those of this moment. The curves, the gradients while training and File &gt; Save the model stay with the present.</source>
        <translation>Camadas, neurônios, previsões e explicações são as deste momento. As curvas, os gradientes durante o treinamento e Arquivo &gt; Salvar o modelo continuam no presente.</translation>
    </message>
</context>
<context>
    <name>PatchCard</name>
    <message>
        <source>Picture {0}: labelled {1}, read as {2}. The value {3} stands at ({4}).</source>
        <translation>Imagem {0}: rotulada {1}, lida como {2}. O valor {3} está em ({4}).</translation>
    </message>
    <message>
        <source>{0}
Click to put the whole picture in and choose this unit.</source>
        <translation>{0}
Clique para colocar a imagem inteira e escolher esta unidade.</translation>
    </message>
</context>
<context>
    <name>PatchCards</name>
    <message>
        <source>Left what the unit sees, right the whole picture: its label → what the model reads. Violet checks are padding. Click a card to put its picture in.</source>
        <translation>À esquerda, o que a unidade vê; à direita, a imagem inteira: seu rótulo → o que o modelo lê. O quadriculado violeta é preenchimento. Clique em um cartão para colocar a imagem dele.</translation>
    </message>
</context>
<context>
    <name>Pictures</name>
    <message>
        <source>SVG drawings ({0})</source>
        <translation>Desenhos SVG ({0})</translation>
    </message>
    <message>
        <source>PDF documents ({0})</source>
        <translation>Documentos PDF ({0})</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Salvar a imagem</translation>
    </message>
    <message>
        <source>NumPy arrays ({0})</source>
        <translation>Matrizes do NumPy ({0})</translation>
    </message>
    <message>
        <source>Save the array</source>
        <translation>Salvar a matriz</translation>
    </message>
    <message>
        <source>GIF films ({0})</source>
        <translation>Filmes GIF ({0})</translation>
    </message>
    <message>
        <source>Save a film of one turn</source>
        <translation>Salvar o filme de uma volta</translation>
    </message>
    <message>
        <source>PNG pictures ({0})</source>
        <translation>Imagens PNG ({0})</translation>
    </message>
</context>
<context>
    <name>PinnedMap</name>
    <message>
        <source>Pinned: {0}</source>
        <translation>Fixado: {0}</translation>
    </message>
    <message>
        <source>Arrow keys: from value to value. Delete: remove.</source>
        <translation>Setas: de valor em valor. Delete: retirar.</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>Retirar {0}</translation>
    </message>
</context>
<context>
    <name>PixelPicture</name>
    <message>
        <source>Row {0}, column {1}: {2}</source>
        <translation>Linha {0}, coluna {1}: {2}</translation>
    </message>
    <message>
        <source>The picture that the model sees</source>
        <translation>A imagem que o modelo vê</translation>
    </message>
</context>
<context>
    <name>PreparationPanel</name>
    <message>
        <source>From the drawing to the 28 × 28 pixels that the model reads.</source>
        <translation>Do desenho aos 28 × 28 pixels que o modelo lê.</translation>
    </message>
    <message>
        <source>Prepared like this, the model reads {0} with {1}.</source>
        <translation>Com esta preparação, o modelo lê {0} com {1}.</translation>
    </message>
    <message>
        <source>Preparation</source>
        <translation>Preparação</translation>
    </message>
    <message>
        <source>All on</source>
        <translation>Ligar tudo</translation>
    </message>
    <message>
        <source>Switch every stage on again</source>
        <translation>Ligar de novo todas as etapas</translation>
    </message>
    <message>
        <source>The drawing</source>
        <translation>O desenho</translation>
    </message>
    <message>
        <source>As it was drawn or opened, in grey: the brightness of its colours.</source>
        <translation>Como foi desenhado ou aberto, em tons de cinza: o brilho de suas cores.</translation>
    </message>
    <message>
        <source>1. Find the ink</source>
        <translation>1. Encontrar a tinta</translation>
    </message>
    <message>
        <source>Tells ink from paper, light or dark, and removes the paper.</source>
        <translation>Separa a tinta do papel, claro ou escuro, e remove o papel.</translation>
    </message>
    <message>
        <source>2. Crop</source>
        <translation>2. Recortar</translation>
    </message>
    <message>
        <source>Cuts away the empty paper: place and size no longer matter.</source>
        <translation>Corta o papel vazio: lugar e tamanho deixam de importar.</translation>
    </message>
    <message>
        <source>3. Even out the stroke</source>
        <translation>3. Igualar o traço</translation>
    </message>
    <message>
        <source>Thickens hairlines and thins thick pens; all else stays as it is.</source>
        <translation>Engrossa traços finos e afina canetas grossas; o resto fica como está.</translation>
    </message>
    <message>
        <source>4. Fit</source>
        <translation>4. Ajustar</translation>
    </message>
    <message>
        <source>Scales the longer side to 20 of 28 pixels and keeps the proportions.</source>
        <translation>Leva o lado maior a 20 dos 28 pixels e mantém as proporções.</translation>
    </message>
    <message>
        <source>5. Stretch</source>
        <translation>5. Realçar</translation>
    </message>
    <message>
        <source>Makes faint lines as bright as those of the training.</source>
        <translation>Deixa as linhas fracas tão claras quanto as do treinamento.</translation>
    </message>
    <message>
        <source>6. Centre</source>
        <translation>6. Centralizar</translation>
    </message>
    <message>
        <source>Moves the centre of mass into the middle of the 28 × 28 pixels.</source>
        <translation>Leva o centro de massa para o meio dos 28 × 28 pixels.</translation>
    </message>
    <message>
        <source>Draw a digit: each stage from your drawing to what the model reads appears here.</source>
        <translation>Desenhe um dígito: cada etapa, do seu desenho ao que o modelo lê, aparece aqui.</translation>
    </message>
    <message>
        <source>This picture reaches the model as it is, without these stages: it is a sample of a data set, or the model does not read digits of 28 × 28 pixels. Draw a digit for a model of digits to see them.</source>
        <translation>Esta imagem chega ao modelo como é, sem estas etapas: é uma amostra de um conjunto de dados, ou o modelo não lê dígitos de 28 × 28 pixels. Desenhe um dígito para um modelo de dígitos para vê-las.</translation>
    </message>
</context>
<context>
    <name>ProbabilityBars</name>
    <message>
        <source>Class {0}: probability {1}</source>
        <translation>Classe {0}: probabilidade {1}</translation>
    </message>
    <message>
        <source>Probabilities of the classes</source>
        <translation>Probabilidades das classes</translation>
    </message>
</context>
<context>
    <name>ProductSheet</name>
    <message>
        <source>largest {0} of {1}</source>
        <translation>maiores: {0} de {1}</translation>
    </message>
    <message>
        <source>window</source>
        <translation>janela</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>pesos</translation>
    </message>
    <message>
        <source>products</source>
        <translation>produtos</translation>
    </message>
</context>
<context>
    <name>QueryControls</name>
    <message>
        <source>Selection</source>
        <translation>Seleção</translation>
    </message>
    <message>
        <source>Selection, some cells of it</source>
        <translation>Seleção, algumas de suas células</translation>
    </message>
    <message>
        <source>Click a bar to light its cells</source>
        <translation>Clique em uma barra para acender as células dela</translation>
    </message>
    <message>
        <source>No finite numbers in the selection.</source>
        <translation>Não há números finitos na seleção.</translation>
    </message>
    <message>
        <source>Choose a comparison: the cells that match stay bright, all others step back.</source>
        <translation>Escolha uma comparação: as células que a satisfazem continuam vivas, e as outras se apagam.</translation>
    </message>
    <message>
        <source>Type a number, such as 0.5 or -3e-2, and press Enter.</source>
        <translation>Digite um número, como 0,5 ou -3e-2, e tecle Enter.</translation>
    </message>
    <message>
        <source>No match was found in the selection. The picture stays as it was.</source>
        <translation>Nenhuma célula da seleção satisfaz a comparação. A imagem ficou como estava.</translation>
    </message>
    <message>
        <source>{0} of {1} cells match ({2})</source>
        <translation>{0} de {1} células satisfazem ({2})</translation>
    </message>
    <message>
        <source>About {0} of {1} cells match ({2}), estimated from a sample</source>
        <translation>Cerca de {0} de {1} células satisfazem ({2}), estimativa por amostra</translation>
    </message>
    <message>
        <source>Light no values</source>
        <translation>Não acender valores</translation>
    </message>
    <message>
        <source>= equal to</source>
        <translation>= igual a</translation>
    </message>
    <message>
        <source>&gt; greater than</source>
        <translation>&gt; maior que</translation>
    </message>
    <message>
        <source>&lt; less than</source>
        <translation>&lt; menor que</translation>
    </message>
    <message>
        <source>between, both included</source>
        <translation>entre, incluindo os dois</translation>
    </message>
    <message>
        <source>NaN (not a number)</source>
        <translation>NaN (não é um número)</translation>
    </message>
    <message>
        <source>infinite (Inf)</source>
        <translation>infinito (Inf)</translation>
    </message>
    <message>
        <source>Values to light</source>
        <translation>Valores a acender</translation>
    </message>
    <message>
        <source>Number to compare with</source>
        <translation>Número da comparação</translation>
    </message>
    <message>
        <source>Upper number</source>
        <translation>Número maior</translation>
    </message>
    <message>
        <source>number</source>
        <translation>número</translation>
    </message>
    <message>
        <source>and</source>
        <translation>e</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Anterior</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Próxima</translation>
    </message>
    <message>
        <source>Open the box at the match before this one</source>
        <translation>Abre a caixa na célula encontrada antes desta</translation>
    </message>
    <message>
        <source>Open the box at the next match</source>
        <translation>Abre a caixa na próxima célula encontrada</translation>
    </message>
</context>
<context>
    <name>ReadingTable</name>
    <message>
        <source>Picture</source>
        <translation>Imagem</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Arquivo</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Leitura</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Probabilidade</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Veredito</translation>
    </message>
    <message>
        <source>Digit</source>
        <translation>Dígito</translation>
    </message>
    <message>
        <source>Not sure</source>
        <translation>Em dúvida</translation>
    </message>
    <message>
        <source>Blank</source>
        <translation>Em branco</translation>
    </message>
</context>
<context>
    <name>Readings</name>
    <message>
        <source>neuron {0} ({1}): {2}</source>
        <translation>neurônio {0} ({1}): {2}</translation>
    </message>
    <message>
        <source>neuron {0}: {1}</source>
        <translation>neurônio {0}: {1}</translation>
    </message>
    <message>
        <source>row {0}, column {1}: {2}</source>
        <translation>linha {0}, coluna {1}: {2}</translation>
    </message>
    <message>
        <source>map {0}, row {1}, column {2}: {3}</source>
        <translation>mapa {0}, linha {1}, coluna {2}: {3}</translation>
    </message>
    <message>
        <source>at {0}: {1}</source>
        <translation>em {0}: {1}</translation>
    </message>
    <message>
        <source>number {0}: {1}</source>
        <translation>número {0}: {1}</translation>
    </message>
    <message>
        <source>input {0}, neuron {1}: {2}</source>
        <translation>entrada {0}, neurônio {1}: {2}</translation>
    </message>
    <message>
        <source>filter {0}, row {1}, column {2}: {3}</source>
        <translation>filtro {0}, linha {1}, coluna {2}: {3}</translation>
    </message>
</context>
<context>
    <name>ReferenceBar</name>
    <message>
        <source>Open a file…</source>
        <translation>Abrir um arquivo…</translation>
    </message>
    <message>
        <source>Compare with the model of a file, for example a checkpoint of a training</source>
        <translation>Comparar com o modelo de um arquivo, por exemplo um ponto salvo de um treinamento</translation>
    </message>
    <message>
        <source>Hold the model as it is</source>
        <translation>Guardar o modelo como está</translation>
    </message>
    <message>
        <source>Compare with a copy of the live model as it is at this moment</source>
        <translation>Comparar com uma cópia do modelo atual como ele está neste momento</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Let go of the reference</source>
        <translation>Deixar de usar a referência</translation>
    </message>
</context>
<context>
    <name>ReliabilityPlot</name>
    <message>
        <source>{0} %</source>
        <translation>{0} %</translation>
    </message>
    <message>
        <source>how sure the model is</source>
        <translation>quanta certeza o modelo tem</translation>
    </message>
    <message>
        <source>how often it is right</source>
        <translation>com que frequência acerta</translation>
    </message>
    <message>
        <source>No picture is read with {0} to {1} % confidence.</source>
        <translation>Nenhuma imagem é lida com confiança de {0} a {1} %.</translation>
    </message>
    <message>
        <source>{0} pictures with {1} to {2} % confidence: {3} of them right, {4} expected</source>
        <translation>{0} imagens com confiança de {1} a {2} %: {3} delas certas, {4} era o esperado</translation>
    </message>
    <message>
        <source>Reliability diagram</source>
        <translation>Diagrama de confiabilidade</translation>
    </message>
</context>
<context>
    <name>RowSettings</name>
    <message>
        <source>as window</source>
        <translation>como a janela</translation>
    </message>
</context>
<context>
    <name>RunComparison</name>
    <message>
        <source>Description</source>
        <translation>Descrição</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>a mesma</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Epochs done</source>
        <translation>Épocas concluídas</translation>
    </message>
    <message>
        <source>Best validation accuracy</source>
        <translation>Melhor acurácia de validação</translation>
    </message>
    <message>
        <source>… in epoch</source>
        <translation>… na época</translation>
    </message>
    <message>
        <source>Last validation accuracy</source>
        <translation>Última acurácia de validação</translation>
    </message>
    <message>
        <source>Last validation loss</source>
        <translation>Última perda de validação</translation>
    </message>
    <message>
        <source>Last training accuracy</source>
        <translation>Última acurácia de treino</translation>
    </message>
    <message>
        <source>Last training loss</source>
        <translation>Última perda de treino</translation>
    </message>
    <message>
        <source>Differences of the marked runs</source>
        <translation>Diferenças dos treinamentos marcados</translation>
    </message>
</context>
<context>
    <name>RunControls</name>
    <message>
        <source>Start</source>
        <translation>Iniciar</translation>
    </message>
    <message>
        <source>Build the network and train it</source>
        <translation>Construir a rede e treiná-la</translation>
    </message>
    <message>
        <source>Step batch</source>
        <translation>Passo: lote</translation>
    </message>
    <message>
        <source>Train one batch, show all that was computed from it, then pause (N)</source>
        <translation>Treina um lote, mostra tudo o que foi calculado com ele e pausa (N)</translation>
    </message>
    <message>
        <source>Step epoch</source>
        <translation>Passo: época</translation>
    </message>
    <message>
        <source>Train to the end of the epoch, validate, then pause (E)</source>
        <translation>Treina até o fim da época, valida e pausa (E)</translation>
    </message>
    <message>
        <source>Rewind</source>
        <translation>Voltar ao início</translation>
    </message>
    <message>
        <source>Begin anew with the same seed and the same initial weights; the curve so far stays in its folder (R)</source>
        <translation>Recomeça com a mesma semente e os mesmos pesos iniciais; a curva até aqui continua na pasta dela (R)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>End the training; what was learnt stays in the model</source>
        <translation>Encerrar o treinamento; o que foi aprendido fica no modelo</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Retomar</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Go on training (space)</source>
        <translation>Continua o treino (espaço)</translation>
    </message>
    <message>
        <source>Halt before the next batch (space)</source>
        <translation>Para antes do próximo lote (espaço)</translation>
    </message>
</context>
<context>
    <name>RunFigures</name>
    <message>
        <source>Loss</source>
        <translation>Perda</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Acurácia</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>Perda na validação</translation>
    </message>
    <message>
        <source>Validation accuracy</source>
        <translation>Acurácia na validação</translation>
    </message>
    <message>
        <source>Where the smoothed line ends; below it the last batch alone</source>
        <translation>Onde termina a linha suavizada; abaixo, só o último lote</translation>
    </message>
    <message>
        <source>last batch {0}</source>
        <translation>último lote {0}</translation>
    </message>
    <message>
        <source>after epoch 1</source>
        <translation>após a época 1</translation>
    </message>
    <message>
        <source>best {0}</source>
        <translation>melhor {0}</translation>
    </message>
    <message>
        <source>After epoch {0}; the best was epoch {1}</source>
        <translation>Após a época {0}; a melhor foi a época {1}</translation>
    </message>
</context>
<context>
    <name>RunModel</name>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Best validation</source>
        <translation>Melhor validação</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Épocas</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>Início</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Dados</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Rede</translation>
    </message>
</context>
<context>
    <name>RunOverlay</name>
    <message>
        <source>{0} · {1}</source>
        <translation>{0} · {1}</translation>
    </message>
    <message>
        <source>line: smoothed batches · dashes: validation</source>
        <translation>linha: lotes suavizados · tracejado: validação</translation>
    </message>
    <message>
        <source>Over the batches</source>
        <translation>Por lote</translation>
    </message>
    <message>
        <source>Over the epochs</source>
        <translation>Por época</translation>
    </message>
    <message>
        <source>What runs along the plots</source>
        <translation>O que corre ao longo dos gráficos</translation>
    </message>
    <message>
        <source>Epochs compare runs with batches of different sizes</source>
        <translation>Por época comparam-se treinamentos com lotes de tamanhos diferentes</translation>
    </message>
    <message>
        <source>Curves of the marked runs</source>
        <translation>Curvas dos treinamentos marcados</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Perda</translation>
    </message>
    <message>
        <source>Accuracy %</source>
        <translation>Acurácia %</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Época</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Lote</translation>
    </message>
</context>
<context>
    <name>RunResult</name>
    <message>
        <source>Curves</source>
        <translation>Curvas</translation>
    </message>
    <message>
        <source>This batch</source>
        <translation>Este lote</translation>
    </message>
    <message>
        <source>Look at this batch</source>
        <translation>Ver este lote</translation>
    </message>
    <message>
        <source>The pictures of the batch whose loss was no number, and the layer where it began</source>
        <translation>As imagens do lote cuja perda não era um número, e a camada onde começou</translation>
    </message>
</context>
<context>
    <name>RunStatus</name>
    <message>
        <source>Getting the data: {0}</source>
        <translation>Obtendo os dados: {0}</translation>
    </message>
    <message>
        <source>Getting the data and the network ready …</source>
        <translation>Obtendo os dados e preparando a rede …</translation>
    </message>
    <message>
        <source>Choose a data set and press Start.</source>
        <translation>Escolha um conjunto de dados e clique em Iniciar.</translation>
    </message>
    <message>
        <source>Getting the network ready …</source>
        <translation>Preparando a rede …</translation>
    </message>
    <message>
        <source>The network learns. Draw meanwhile and watch its answer change.</source>
        <translation>A rede está aprendendo. Enquanto isso, desenhe e veja a resposta mudar.</translation>
    </message>
    <message>
        <source>Testing on pictures that the network has not learnt from …</source>
        <translation>Testando em imagens fora do treinamento …</translation>
    </message>
    <message>
        <source>Paused. Step on batch by batch, or resume.</source>
        <translation>Pausado. Avance lote a lote ou retome.</translation>
    </message>
    <message>
        <source>Stopped. What was learnt stays in the model.</source>
        <translation>Parado. O que foi aprendido fica no modelo.</translation>
    </message>
    <message>
        <source>The training ended because something went wrong. What was learnt stays in the model.</source>
        <translation>O treinamento terminou porque algo deu errado. O que foi aprendido fica no modelo.</translation>
    </message>
    <message>
        <source>Finished.</source>
        <translation>Concluído.</translation>
    </message>
    <message>
        <source>Finished: {0} of the pictures it has not learnt from are named right.</source>
        <translation>Concluído: acertou {0} das imagens fora do treinamento.</translation>
    </message>
    <message>
        <source>epoch {0} of {1}</source>
        <translation>época {0} de {1}</translation>
    </message>
    <message>
        <source>batch {0} of {1}</source>
        <translation>lote {0} de {1}</translation>
    </message>
    <message>
        <source>{0} images/s</source>
        <translation>{0} imagens/s</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>faltam {0}</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>Progresso do treinamento</translation>
    </message>
</context>
<context>
    <name>RunTable</name>
    <message>
        <source>Kept trainings</source>
        <translation>Treinamentos guardados</translation>
    </message>
    <message>
        <source>Space marks a run for the plot, F2 gives it another name, Delete moves it to the trash; a click on a heading sorts.</source>
        <translation>Espaço marca um treinamento para o gráfico, F2 lhe dá outro nome, Delete o move para a lixeira; um clique em um título ordena.</translation>
    </message>
</context>
<context>
    <name>RunTools</name>
    <message>
        <source>Filter</source>
        <translation>Filtrar</translation>
    </message>
    <message>
        <source>Show only the runs with this text</source>
        <translation>Mostrar só os treinamentos com este texto</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Retomar</translation>
    </message>
    <message>
        <source>Go on from the last checkpoint, with the same curve</source>
        <translation>Continuar do último ponto de retomada, com a mesma curva</translation>
    </message>
    <message>
        <source>Open best model</source>
        <translation>Abrir o melhor modelo</translation>
    </message>
    <message>
        <source>Make the best network of this run the live model</source>
        <translation>Fazer da melhor rede deste treinamento o modelo ativo</translation>
    </message>
    <message>
        <source>Use this description</source>
        <translation>Usar esta descrição</translation>
    </message>
    <message>
        <source>Put what was trained and how into the training form</source>
        <translation>Pôr no formulário o que foi treinado e como</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Renomear</translation>
    </message>
    <message>
        <source>Give the run another name (F2)</source>
        <translation>Dar outro nome ao treinamento (F2)</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Abrir a pasta</translation>
    </message>
    <message>
        <source>Show the files: tables, TensorBoard events and models</source>
        <translation>Mostrar os arquivos: tabelas, eventos do TensorBoard e modelos</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Apagar</translation>
    </message>
    <message>
        <source>Move the run to the trash (Del)</source>
        <translation>Mover o treinamento para a lixeira (Del)</translation>
    </message>
    <message>
        <source>Undo delete</source>
        <translation>Desfazer exclusão</translation>
    </message>
    <message>
        <source>Bring the run back that was deleted last (Ctrl+Z)</source>
        <translation>Trazer de volta o último treinamento apagado (Ctrl+Z)</translation>
    </message>
</context>
<context>
    <name>Runs</name>
    <message>
        <source>training now</source>
        <translation>em treinamento</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>concluído</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>parado</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>interrompido</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>falhou</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>danificado</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>Conjunto de dados</translation>
    </message>
    <message>
        <source>Place of the data</source>
        <translation>Local dos dados</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Rede</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Camadas</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Épocas</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Tamanho do lote</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Taxa de aprendizado</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>Otimizador</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Agenda da taxa</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>Aumento de dados</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Semente</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>Calibração</translation>
    </message>
    <message>
        <source>Loss function</source>
        <translation>Função de perda</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>Momento</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Decaimento dos pesos</translation>
    </message>
    <message>
        <source>Decay of the rate</source>
        <translation>Decaimento da taxa</translation>
    </message>
    <message>
        <source>Epochs between decays</source>
        <translation>Épocas entre decaimentos</translation>
    </message>
    <message>
        <source>L1 penalty</source>
        <translation>Penalidade L1</translation>
    </message>
    <message>
        <source>L2 penalty</source>
        <translation>Penalidade L2</translation>
    </message>
    <message>
        <source>Patience of early stopping</source>
        <translation>Paciência da parada antecipada</translation>
    </message>
    <message>
        <source>Share of the pictures used</source>
        <translation>Fração das imagens usada</translation>
    </message>
    <message>
        <source>Share held back</source>
        <translation>Fração reservada</translation>
    </message>
    <message>
        <source>{0}, can go on</source>
        <translation>{0}, pode continuar</translation>
    </message>
    <message>
        <source>Its last checkpoint is whole: Resume goes on with the very same curve as without the break.</source>
        <translation>O último ponto de retomada está inteiro: Retomar continua exatamente com a mesma curva que haveria sem a pausa.</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sim</translation>
    </message>
    <message>
        <source>no</source>
        <translation>não</translation>
    </message>
</context>
<context>
    <name>RunsPanel</name>
    <message>
        <source>At most {0} runs fit on one plot. Take a mark away before you set another.</source>
        <translation>No máximo {0} treinamentos cabem em um gráfico. Desmarque um antes de marcar outro.</translation>
    </message>
    <message>
        <source>The run lies in {0}.</source>
        <translation>O treinamento está em {0}.</translation>
    </message>
    <message>
        <source>{0} was moved to the trash. Undo delete brings it back.</source>
        <translation>{0} foi movido para a lixeira. Desfazer exclusão o traz de volta.</translation>
    </message>
    <message>
        <source>{0} cannot be moved to a trash from where it lies.</source>
        <translation>{0} não pode ser movido para uma lixeira de onde está.</translation>
    </message>
    <message>
        <source>Delete it for good? Its curves and models cannot be brought back.</source>
        <translation>Apagar de vez? Suas curvas e seus modelos não poderão ser recuperados.</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Treinamentos guardados</translation>
    </message>
    <message>
        <source>Every training is kept here with its curves, its best network and a checkpoint to go on from.

Nothing has been trained yet: start a training in the panel Training.</source>
        <translation>Cada treinamento fica guardado aqui com suas curvas, sua melhor rede e um ponto de retomada.

Nada foi treinado ainda: inicie um treinamento no painel Treinamento.</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Curvas</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Diferenças</translation>
    </message>
    <message>
        <source>Curves or differences</source>
        <translation>Curvas ou diferenças</translation>
    </message>
    <message>
        <source>Reading the curves</source>
        <translation>Lendo as curvas</translation>
    </message>
</context>
<context>
    <name>SampleChoices</name>
    <message>
        <source>All classes</source>
        <translation>Todas as classes</translation>
    </message>
    <message>
        <source>Test part</source>
        <translation>Parte de teste</translation>
    </message>
    <message>
        <source>Training part</source>
        <translation>Parte de treinamento</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>Conjunto de dados</translation>
    </message>
    <message>
        <source>Part of the data set</source>
        <translation>Parte do conjunto de dados</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <source>Misread only</source>
        <translation>Só erros</translation>
    </message>
    <message>
        <source>Let the live model read every picture, and show those that it gets wrong</source>
        <translation>Fazer o modelo atual ler todas as imagens e mostrar as que ele erra</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Aleatória</translation>
    </message>
    <message>
        <source>Put a random one of these pictures on the paper</source>
        <translation>Pôr no papel uma destas imagens, ao acaso</translation>
    </message>
</context>
<context>
    <name>ScriptButton</name>
    <message>
        <source>Keras script</source>
        <translation>Script Keras</translation>
    </message>
    <message>
        <source>Read, copy or save the Keras program that does the same training</source>
        <translation>Leia, copie ou salve o programa em Keras que faz o mesmo treinamento</translation>
    </message>
</context>
<context>
    <name>ScriptView</name>
    <message>
        <source>It follows the form. Its comments say how your pictures must lie to give the same losses.</source>
        <translation>Ele acompanha o formulário. Os comentários dizem como as suas imagens devem estar organizadas para dar as mesmas perdas.</translation>
    </message>
    <message>
        <source>It follows the form. Where nnviz is installed, it gives the same losses as here.</source>
        <translation>Ele acompanha o formulário. Onde o nnviz estiver instalado, dá as mesmas perdas que aqui.</translation>
    </message>
    <message>
        <source>It follows the form. Run by itself, with the same seed, it gives the same losses as here.</source>
        <translation>Ele acompanha o formulário. Executado sozinho, com a mesma semente, dá as mesmas perdas que aqui.</translation>
    </message>
    <message>
        <source>The script is on the clipboard.</source>
        <translation>O script está na área de transferência.</translation>
    </message>
    <message>
        <source>Save the script</source>
        <translation>Salvar o script</translation>
    </message>
    <message>
        <source>Python scripts ({0})</source>
        <translation>Scripts Python ({0})</translation>
    </message>
    <message>
        <source>Save the notebook</source>
        <translation>Salvar o notebook</translation>
    </message>
    <message>
        <source>Jupyter notebooks ({0})</source>
        <translation>Notebooks Jupyter ({0})</translation>
    </message>
    <message>
        <source>The training was saved to {0}.</source>
        <translation>O treinamento foi salvo em {0}.</translation>
    </message>
    <message>
        <source>This training as a Keras script</source>
        <translation>Este treinamento como script Keras</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Put the whole script on the clipboard</source>
        <translation>Copia o script inteiro para a área de transferência</translation>
    </message>
    <message>
        <source>Save .py…</source>
        <translation>Salvar .py…</translation>
    </message>
    <message>
        <source>Keep it as a Python script</source>
        <translation>Guarda-o como script Python</translation>
    </message>
    <message>
        <source>Save .ipynb…</source>
        <translation>Salvar .ipynb…</translation>
    </message>
    <message>
        <source>Keep it as a Jupyter notebook, a heading before each of its five steps</source>
        <translation>Guarda-o como notebook Jupyter, com um título antes de cada uma das cinco etapas</translation>
    </message>
    <message>
        <source>Back to the curves</source>
        <translation>Voltar às curvas</translation>
    </message>
</context>
<context>
    <name>SearchRow</name>
    <message>
        <source>Progress of the search</source>
        <translation>Progresso da procura</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Download ({0})</source>
        <translation>Baixar ({0})</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Procurar</translation>
    </message>
    <message>
        <source>Let the model as it is now read the pictures</source>
        <translation>Deixar o modelo, como está agora, ler as imagens</translation>
    </message>
</context>
<context>
    <name>ShareSliders</name>
    <message>
        <source>Pictures used</source>
        <translation>Imagens usadas</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>Reservadas</translation>
    </message>
    <message>
        <source>The share of the training pictures that is used, of every class alike</source>
        <translation>A parte das imagens de treino que é usada, igual em cada classe</translation>
    </message>
    <message>
        <source>The share of them that the network never learns from, for validation</source>
        <translation>A parte delas com que a rede nunca aprende, para a validação</translation>
    </message>
    <message>
        <source>The network learns from {0} pictures and is validated on {1} others.</source>
        <translation>A rede aprende com {0} imagens e é validada em outras {1}.</translation>
    </message>
    <message>
        <source>The network learns from {0} pictures and is validated on the test part.</source>
        <translation>A rede aprende com {0} imagens e é validada na parte de teste.</translation>
    </message>
</context>
<context>
    <name>StageCard</name>
    <message>
        <source>Without it: {0}, {1}</source>
        <translation>Sem ela: {0}, {1}</translation>
    </message>
    <message>
        <source>With it: {0}, {1}</source>
        <translation>Com ela: {0}, {1}</translation>
    </message>
</context>
<context>
    <name>StepView</name>
    <message>
        <source>Press Step batch: the pictures, the loss, the gradients and the update of one batch appear here.</source>
        <translation>Clique em “Passo: lote”: as imagens, a perda, os gradientes e a atualização de um lote aparecem aqui.</translation>
    </message>
    <message>
        <source>Batch {0} of epoch {1}: {2} pictures, {3} told right before the update</source>
        <translation>Lote {0} da época {1}: {2} imagens, {3} certas antes da atualização</translation>
    </message>
    <message>
        <source>Training picture {0}: it is “{1}”, the network says “{2}”; loss {3}</source>
        <translation>Imagem de treino {0}: é “{1}”, a rede diz “{2}”; perda {3}</translation>
    </message>
    <message>
        <source>1 Forward</source>
        <translation>1 Ida</translation>
    </message>
    <message>
        <source>2 Loss</source>
        <translation>2 Perda</translation>
    </message>
    <message>
        <source>3 Gradients</source>
        <translation>3 Gradientes</translation>
    </message>
    <message>
        <source>4 Update</source>
        <translation>4 Atualização</translation>
    </message>
    <message>
        <source>The chosen picture is “{0}”. The network answered:</source>
        <translation>A imagem escolhida é “{0}”. A rede respondeu:</translation>
    </message>
    <message>
        <source>This picture: &lt;b&gt;{0}&lt;/b&gt;</source>
        <translation>Esta imagem: &lt;b&gt;{0}&lt;/b&gt;</translation>
    </message>
    <message>
        <source>Mean of all pictures:</source>
        <translation>Média de todas as imagens:</translation>
    </message>
    <message>
        <source>Penalty on the weights: {0}</source>
        <translation>Penalidade sobre os pesos: {0}</translation>
    </message>
    <message>
        <source>Loss of the batch: &lt;b&gt;{0}&lt;/b&gt;</source>
        <translation>Perda do lote: &lt;b&gt;{0}&lt;/b&gt;</translation>
    </message>
    <message>
        <source>How the loss changes with the weights, layer by layer (click one):</source>
        <translation>Como a perda muda com os pesos, camada por camada (clique em uma):</translation>
    </message>
    <message>
        <source>|g| = {0}, largest {1}</source>
        <translation>|g| = {0}, maior {1}</translation>
    </message>
    <message>
        <source>The weight with the largest gradient, {0}:</source>
        <translation>O peso com o maior gradiente, {0}:</translation>
    </message>
    <message>
        <source>The network now holds {0}.</source>
        <translation>A rede agora guarda {0}.</translation>
    </message>
    <message>
        <source>All {0} weights of the layer together moved by {1}; their length was {2}.</source>
        <translation>Todos os {0} pesos da camada juntos se moveram {1}; o comprimento deles era {2}.</translation>
    </message>
    <message>
        <source>This batch</source>
        <translation>Este lote</translation>
    </message>
    <message>
        <source>Pictures of the batch, the largest loss first</source>
        <translation>Imagens do lote, a maior perda primeiro</translation>
    </message>
</context>
<context>
    <name>TermTable</name>
    <message>
        <source>neuron {0}</source>
        <translation>neurônio {0}</translation>
    </message>
    <message>
        <source>pixel {0}</source>
        <translation>pixel {0}</translation>
    </message>
    <message>
        <source>{0} others</source>
        <translation>outras {0}</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>soma</translation>
    </message>
    <message>
        <source>+ bias</source>
        <translation>+ viés</translation>
    </message>
    <message>
        <source>from</source>
        <translation>de</translation>
    </message>
    <message>
        <source>total</source>
        <translation>total</translation>
    </message>
    <message>
        <source>Which input: a pixel as row, column (and channel), or a neuron of the layer before</source>
        <translation>Qual entrada: um pixel como linha, coluna (e canal), ou um neurônio da camada anterior</translation>
    </message>
    <message>
        <source>Terms of the neuron, the largest first</source>
        <translation>Parcelas do neurônio, da maior para a menor</translation>
    </message>
</context>
<context>
    <name>TimeBar</name>
    <message>
        <source>No snapshots are kept: one of this model takes {0}, and {1} are allowed for all. Allow more in the menu at the right, then train again.</source>
        <translation>Nenhum instantâneo é guardado: um deste modelo ocupa {0}, e são permitidos {1} para todos. Permita mais no menu à direita e treine de novo.</translation>
    </message>
    <message>
        <source>While a network trains, its weights are kept here: move the slider to look back.</source>
        <translation>Enquanto uma rede treina, seus pesos são guardados aqui: mova o controle para olhar para trás.</translation>
    </message>
    <message>
        <source>{0} moments kept ({1}). Move the slider: every panel shows the network as it was.</source>
        <translation>{0} momentos guardados ({1}). Mova o controle: todos os painéis mostram a rede como ela era.</translation>
    </message>
    <message>
        <source>Batch {0}: before the training</source>
        <translation>Lote {0}: antes do treinamento</translation>
    </message>
    <message>
        <source>Batch {0} · epoch {1} · loss {2}</source>
        <translation>Lote {0} · época {1} · perda {2}</translation>
    </message>
    <message>
        <source>Halt the animation (Space)</source>
        <translation>Parar a animação (Espaço)</translation>
    </message>
    <message>
        <source>Play the training again (Space)</source>
        <translation>Rever o treinamento (Espaço)</translation>
    </message>
    <message>
        <source>Moment of the training</source>
        <translation>Momento do treinamento</translation>
    </message>
    <message>
        <source>Look back: every panel shows the network as it was. Arrow keys move by one snapshot.</source>
        <translation>Olhe para trás: todos os painéis mostram a rede como ela era. As setas movem um instantâneo.</translation>
    </message>
    <message>
        <source>One snapshot back</source>
        <translation>Um instantâneo para trás</translation>
    </message>
    <message>
        <source>One snapshot on</source>
        <translation>Um instantâneo para a frente</translation>
    </message>
    <message>
        <source>Animation, speed and memory of the snapshots</source>
        <translation>Animação, velocidade e memória dos instantâneos</translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation>Voltar ao vivo</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Ao vivo</translation>
    </message>
    <message>
        <source>Show the present weights again (Esc)</source>
        <translation>Mostrar de novo os pesos atuais (Esc)</translation>
    </message>
    <message>
        <source>Continue from here</source>
        <translation>Continuar daqui</translation>
    </message>
    <message>
        <source>Put these weights into the present model. A training goes on from them; its optimizer starts afresh, its learning rate and its count of batches go on.</source>
        <translation>Põe estes pesos no modelo atual. Um treinamento em curso continua a partir deles; o otimizador recomeça do zero, e a taxa de aprendizado e a contagem de lotes seguem adiante.</translation>
    </message>
    <message>
        <source>Save this one…</source>
        <translation>Salvar este…</translation>
    </message>
    <message>
        <source>Write the network as it was at this moment to a .keras file</source>
        <translation>Grava a rede como era neste momento em um arquivo .keras</translation>
    </message>
</context>
<context>
    <name>TimeMenu</name>
    <message>
        <source>Export animation…</source>
        <translation>Exportar animação…</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Velocidade</translation>
    </message>
    <message>
        <source>{0} snapshots a second</source>
        <translation>{0} instantâneos por segundo</translation>
    </message>
    <message>
        <source>&amp;Memory for snapshots</source>
        <translation>&amp;Memória para instantâneos</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>Where this is full, every second snapshot goes; the first and the last stay</source>
        <translation>Quando enche, sai um instantâneo a cada dois; o primeiro e o último ficam</translation>
    </message>
</context>
<context>
    <name>TrainingPanel</name>
    <message>
        <source>Training</source>
        <translation>Treinamento</translation>
    </message>
    <message>
        <source>The loss and the accuracy of every batch will be drawn here while the network learns.

Press Start. The digits come with nnviz and take less than a minute.</source>
        <translation>A perda e a acurácia de cada lote serão traçadas aqui enquanto a rede aprende.

Clique em Iniciar. Os dígitos vêm com o nnviz e levam menos de um minuto.</translation>
    </message>
</context>
<context>
    <name>TrustDialog</name>
    <message>
        <source>A file with its own code</source>
        <translation>Um arquivo com código próprio</translation>
    </message>
    <message>
        <source>{0} was not opened: {1}.</source>
        <translation>{0} não foi aberto: {1}.</translation>
    </message>
    <message>
        <source>Such code can do whatever you can: read, change and delete your files, and send them away. nnviz cannot check it. Load it only if you wrote this file yourself. This is asked again every time.</source>
        <translation>Esse código pode fazer tudo o que você pode: ler, alterar e apagar seus arquivos, e enviá-los para fora. O nnviz não consegue verificá-lo. Carregue-o somente se você mesmo escreveu este arquivo. A pergunta é repetida a cada vez.</translation>
    </message>
    <message>
        <source>Leave it closed</source>
        <translation>Deixar fechado</translation>
    </message>
    <message>
        <source>I wrote this file: load it with its code</source>
        <translation>Eu escrevi este arquivo: carregar com o código</translation>
    </message>
</context>
<context>
    <name>Turntable</name>
    <message>
        <source>Turning the array…</source>
        <translation>Girando o array…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Film of a turn</source>
        <translation>Filme de uma volta</translation>
    </message>
    <message>
        <source>Saved to {0}.</source>
        <translation>Salvo em {0}.</translation>
    </message>
    <message>
        <source>Stopped: no film was saved.</source>
        <translation>Interrompido: nenhum filme foi salvo.</translation>
    </message>
</context>
<context>
    <name>UnitSheet</name>
    <message>
        <source>Click a cell of the input to follow it further back.</source>
        <translation>Clique em uma célula da entrada para segui-la mais para trás.</translation>
    </message>
    <message>
        <source>drawing</source>
        <translation>desenho</translation>
    </message>
    <message>
        <source>sees {0} × {1}</source>
        <translation>vê {0} × {1}</translation>
    </message>
    <message>
        <source>{0}, map {1}</source>
        <translation>{0}, mapa {1}</translation>
    </message>
    <message>
        <source>row {0}, column {1}: {2}</source>
        <translation>linha {0}, coluna {1}: {2}</translation>
    </message>
    <message>
        <source>Arrow keys: next unit. Page Up, Page Down: next map. Click: that unit.</source>
        <translation>Setas: próxima unidade. Page Up, Page Down: próximo mapa. Clique: essa unidade.</translation>
    </message>
    <message>
        <source>The layer before, with the window. Click a cell to follow it back.</source>
        <translation>A camada anterior, com a janela. Clique em uma célula para segui-la para trás.</translation>
    </message>
    <message>
        <source>The part of the drawing that can change this unit at all</source>
        <translation>A parte do desenho que pode mudar esta unidade</translation>
    </message>
</context>
<context>
    <name>VariantsPreview</name>
    <message>
        <source>as it is</source>
        <translation>original</translation>
    </message>
    <message>
        <source>The picture as it is</source>
        <translation>A imagem como ela é</translation>
    </message>
    <message>
        <source>Variant {0}</source>
        <translation>Variante {0}</translation>
    </message>
    <message>
        <source>Augmentation of the chosen picture</source>
        <translation>Aumento de dados da imagem escolhida</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Nenhum</translation>
    </message>
    <message>
        <source>For drawings</source>
        <translation>Para desenhos</translation>
    </message>
    <message>
        <source>For photos</source>
        <translation>Para fotos</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>Aumento de dados</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>De novo</translation>
    </message>
    <message>
        <source>Vary the picture anew, as every epoch does</source>
        <translation>Variar a imagem outra vez, como faz cada época</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>Variantes</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>Not sure</source>
        <translation>Em dúvida</translation>
    </message>
    <message>
        <source>Draw a digit</source>
        <translation>Desenhe um dígito</translation>
    </message>
</context>
<context>
    <name>VerdictList</name>
    <message>
        <source>and {0} more, in the table</source>
        <translation>e mais {0}, na tabela</translation>
    </message>
</context>
<context>
    <name>Verdicts</name>
    <message>
        <source>Draw a digit.</source>
        <translation>Desenhe um dígito.</translation>
    </message>
    <message>
        <source>This does not look like a digit. The nearest readings are {first} and {second}.</source>
        <translation>Isto não parece um dígito. As leituras mais próximas são {first} e {second}.</translation>
    </message>
    <message>
        <source>There are two drawings side by side. Read as one, it is nearest to {first}, then {second}.</source>
        <translation>Há dois desenhos lado a lado. Lidos como um só, o mais próximo é {first}, depois {second}.</translation>
    </message>
    <message>
        <source>It could be a {first} or a {second}.</source>
        <translation>Pode ser um {first} ou um {second}.</translation>
    </message>
    <message>
        <source>Too early to say: the loss has not moved yet.</source>
        <translation>Cedo demais para dizer: a perda ainda não se mexeu.</translation>
    </message>
    <message>
        <source>Learning: the loss fell from {first} to {last}.</source>
        <translation>Aprendendo: a perda caiu de {first} para {last}.</translation>
    </message>
    <message>
        <source>Learnt: validation has hardly improved for three epochs (lowest loss {best}, epoch {epoch}). A lower learning rate may bring a little more.</source>
        <translation>Aprendido: a validação quase não melhora há três épocas (menor perda {best}, época {epoch}). Uma taxa de aprendizado menor ainda pode render um pouco.</translation>
    </message>
    <message>
        <source>Overfitting since epoch {epoch}: the loss falls on the training pictures ({train}) but rises in validation ({best} to {last}). Stop there, or add dropout, augmentation or more pictures.</source>
        <translation>Sobreajuste desde a época {epoch}: a perda cai nas imagens de treino ({train}), mas sobe na validação ({best} para {last}). Pare ali, ou use dropout, aumento de dados ou mais imagens.</translation>
    </message>
    <message>
        <source>Underfitting: the loss stays near where it began ({first}, now {last}). Try a higher learning rate, then a larger network.</source>
        <translation>Subajuste: a perda fica perto de onde começou ({first}, agora {last}). Tente uma taxa de aprendizado maior e depois uma rede maior.</translation>
    </message>
    <message>
        <source>Diverging: the loss rises ({first} to {last}). Lower the learning rate.</source>
        <translation>Divergindo: a perda sobe ({first} para {last}). Diminua a taxa de aprendizado.</translation>
    </message>
    <message>
        <source>Noisy: from batch to batch the loss jumps by about {spread} around {last}. Lower the learning rate or take larger batches.</source>
        <translation>Ruidoso: de lote para lote a perda salta cerca de {spread} em torno de {last}. Diminua a taxa de aprendizado ou use lotes maiores.</translation>
    </message>
    <message>
        <source>The loss is no number at batch {batch}. Lower the learning rate and start again.</source>
        <translation>A perda não é um número no lote {batch}. Diminua a taxa de aprendizado e comece de novo.</translation>
    </message>
</context>
<context>
    <name>ViewExport</name>
    <message>
        <source>The picture was copied.</source>
        <translation>A imagem foi copiada.</translation>
    </message>
    <message>
        <source>The numbers were copied.</source>
        <translation>Os números foram copiados.</translation>
    </message>
    <message>
        <source>The code was copied: paste it into a notebook or a file.</source>
        <translation>O código foi copiado: cole-o em um notebook ou em um arquivo.</translation>
    </message>
    <message>
        <source>Saved to {0}.</source>
        <translation>Salvo em {0}.</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>Copiar a imagem</translation>
    </message>
    <message>
        <source>Save the picture…</source>
        <translation>Salvar a imagem…</translation>
    </message>
    <message>
        <source>Save a film of one turn…</source>
        <translation>Salvar o filme de uma volta…</translation>
    </message>
    <message>
        <source>Copy the numbers</source>
        <translation>Copiar os números</translation>
    </message>
    <message>
        <source>Save the array…</source>
        <translation>Salvar a matriz…</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>Copiar o código</translation>
    </message>
    <message>
        <source>The lines of NumPy or Keras that compute what is shown</source>
        <translation>As linhas de NumPy ou Keras que calculam o que é mostrado</translation>
    </message>
    <message>
        <source>Take what is shown elsewhere</source>
        <translation>Levar para outro lugar o que é mostrado</translation>
    </message>
    <message>
        <source>Copy or save the picture, the numbers or the code</source>
        <translation>Copiar ou salvar a imagem, os números ou o código</translation>
    </message>
</context>
<context>
    <name>ViewMenu</name>
    <message>
        <source>View</source>
        <translation>Vista</translation>
    </message>
    <message>
        <source>Look from the front, the side or the top; with or without perspective</source>
        <translation>Olhe de frente, de lado ou de cima; com ou sem perspectiva</translation>
    </message>
    <message>
        <source>Front</source>
        <translation>Frente</translation>
    </message>
    <message>
        <source>Right side</source>
        <translation>Lado direito</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>De cima</translation>
    </message>
    <message>
        <source>Slanted</source>
        <translation>Inclinada</translation>
    </message>
    <message>
        <source>Show all of it</source>
        <translation>Mostrar tudo</translation>
    </message>
    <message>
        <source>Perspective</source>
        <translation>Perspectiva</translation>
    </message>
</context>
<context>
    <name>WeightExperiments</name>
    <message>
        <source>Switch on</source>
        <translation>Ligar</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Desligar</translation>
    </message>
    <message>
        <source>Changes made by hand: {0}.</source>
        <translation>Alterações feitas à mão: {0}.</translation>
    </message>
    <message>
        <source>The model is training: its weights can be changed by hand when it has ended.</source>
        <translation>O modelo está treinando: seus pesos podem ser alterados à mão quando terminar.</translation>
    </message>
    <message>
        <source>{0}-changed</source>
        <translation>{0}-alterado</translation>
    </message>
    <message>
        <source>Click a weight to change it or to switch its filter off.</source>
        <translation>Clique em um peso para alterá-lo ou para desligar seu filtro.</translation>
    </message>
    <message>
        <source>Saved as {0}.</source>
        <translation>Salvo como {0}.</translation>
    </message>
    <message>
        <source>Not saved yet.</source>
        <translation>Ainda não salvo.</translation>
    </message>
    <message>
        <source>Value of the chosen weight</source>
        <translation>Valor do peso escolhido</translation>
    </message>
    <message>
        <source>“Save as a new model…” keeps what you have changed.</source>
        <translation>“Salvar como novo modelo…” guarda o que você alterou.</translation>
    </message>
    <message>
        <source>Take the last change of weights back (Ctrl+Z)</source>
        <translation>Desfazer a última alteração de pesos (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Make the change again that was taken back (Ctrl+Shift+Z)</source>
        <translation>Refazer a alteração que foi desfeita (Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <source>Undo all</source>
        <translation>Desfazer tudo</translation>
    </message>
    <message>
        <source>Take all changes by hand back; Redo brings them again one by one</source>
        <translation>Desfaz todas as alterações manuais; Refazer as traz de volta uma a uma</translation>
    </message>
    <message>
        <source>Save as a new model…</source>
        <translation>Salvar como novo modelo…</translation>
    </message>
    <message>
        <source>Write the changed model to a file; the one that you opened stays as it is</source>
        <translation>Grava o modelo alterado em um arquivo; o que você abriu fica como está</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Definir</translation>
    </message>
    <message>
        <source>Give the chosen weight this value.</source>
        <translation>Dar este valor ao peso escolhido.</translation>
    </message>
    <message>
        <source>Set all weights of the chosen filter to 0, or bring them back.</source>
        <translation>Pôr todos os pesos do filtro escolhido em 0, ou trazê-los de volta.</translation>
    </message>
    <message>
        <source>Set whole filter</source>
        <translation>Definir filtro inteiro</translation>
    </message>
    <message>
        <source>Give every weight of the chosen filter, and its bias, this value.</source>
        <translation>Dar este valor a todos os pesos do filtro escolhido e ao seu viés.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Desfazer</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Refazer</translation>
    </message>
</context>
<context>
    <name>WeightSheet</name>
    <message>
        <source>All channels together</source>
        <translation>Todos os canais juntos</translation>
    </message>
    <message>
        <source>Channel {0}</source>
        <translation>Canal {0}</translation>
    </message>
    <message>
        <source>w · x</source>
        <translation>w · x</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>peso</translation>
    </message>
    <message>
        <source>neuron {0}, row {1}, column {2}: {3} {4}</source>
        <translation>neurônio {0}, linha {1}, coluna {2}: {3} {4}</translation>
    </message>
    <message>
        <source>Each picture is what one of the {0} neurons looks for. Click one to choose its neuron.</source>
        <translation>Cada imagem é o que um dos {0} neurônios procura. Clique em uma para escolher o neurônio.</translation>
    </message>
    <message>
        <source>The first {1} of {0} neurons: each picture is what one of them looks for.</source>
        <translation>Os primeiros {1} de {0} neurônios: cada imagem é o que um deles procura.</translation>
    </message>
    <message>
        <source>Dense layer whose weights are shown</source>
        <translation>Camada densa cujos pesos são mostrados</translation>
    </message>
    <message>
        <source>Channel of the map that the neurons read</source>
        <translation>Canal do mapa que os neurônios leem</translation>
    </message>
    <message>
        <source>times the input: w · x</source>
        <translation>vezes a entrada: w · x</translation>
    </message>
    <message>
        <source>Multiply every weight by the value that it meets in your picture</source>
        <translation>Multiplica cada peso pelo valor que ele encontra na sua imagem</translation>
    </message>
    <message>
        <source>Weights of every neuron as pictures</source>
        <translation>Pesos de cada neurônio como imagens</translation>
    </message>
    <message>
        <source>Blue: lowers the neuron; orange: raises it</source>
        <translation>Azul: diminui o neurônio; laranja: aumenta</translation>
    </message>
</context>
<context>
    <name>WhyChoices</name>
    <message>
        <source>likeliest class</source>
        <translation>classe mais provável</translation>
    </message>
    <message>
        <source>chosen unit of {0}</source>
        <translation>unidade escolhida de {0}</translation>
    </message>
    <message>
        <source>class {0}</source>
        <translation>classe {0}</translation>
    </message>
    <message>
        <source>last layer with maps</source>
        <translation>última camada com mapas</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Método</translation>
    </message>
    <message>
        <source>What is to be explained</source>
        <translation>O que se quer explicar</translation>
    </message>
    <message>
        <source>Layer whose maps are weighed</source>
        <translation>Camada cujos mapas são ponderados</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Intensidade</translation>
    </message>
    <message>
        <source>Strength of the colours</source>
        <translation>Intensidade das cores</translation>
    </message>
</context>
<context>
    <name>WhyPanel</name>
    <message>
        <source>This model does not read a picture, so there are no pixels to colour.</source>
        <translation>Este modelo não lê uma imagem, portanto não há pixels para colorir.</translation>
    </message>
    <message>
        <source>Draw something: the pixels that decide are coloured here.</source>
        <translation>Desenhe algo: os pixels que decidem são coloridos aqui.</translation>
    </message>
    <message>
        <source>Asking the model…</source>
        <translation>Perguntando ao modelo…</translation>
    </message>
    <message>
        <source>row {0}, column {1}: pixel {2}, influence {3}</source>
        <translation>linha {0}, coluna {1}: pixel {2}, influência {3}</translation>
    </message>
    <message>
        <source>Class {0}, score {1}</source>
        <translation>Classe {0}, pontuação {1}</translation>
    </message>
    <message>
        <source>Unit of {0}, value {1}</source>
        <translation>Unidade de {0}, valor {1}</translation>
    </message>
    <message>
        <source>seen from {0}</source>
        <translation>vista de {0}</translation>
    </message>
    <message>
        <source>The drawing under the colours of the explanation</source>
        <translation>O desenho sob as cores da explicação</translation>
    </message>
    <message>
        <source>Influence on the score</source>
        <translation>Influência na pontuação</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Keep the picture as it is</source>
        <translation>Deixar a imagem como está</translation>
    </message>
    <message>
        <source>Progress of the picture</source>
        <translation>Progresso da imagem</translation>
    </message>
</context>
<context>
    <name>WindowMenus</name>
    <message>
        <source>Nothing was opened yet</source>
        <translation>Nada foi aberto ainda</translation>
    </message>
    <message>
        <source>About nnviz</source>
        <translation>Sobre o nnviz</translation>
    </message>
    <message>
        <source>&lt;h3&gt;nnviz {0}&lt;/h3&gt;&lt;p&gt;A laboratory for neural networks: draw a digit and watch it classified, look inside every layer, turn arrays in 3D and train live.&lt;/p&gt;&lt;p&gt;Free software under the MIT licence. Built with Keras, TensorFlow, NumPy, SciPy, scikit-learn, Qt for Python (LGPL) and pyqtgraph.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;nnviz {0}&lt;/h3&gt;&lt;p&gt;Um laboratório de redes neurais: desenhe um dígito e veja-o ser classificado, olhe dentro de cada camada, gire arrays em 3D e treine ao vivo.&lt;/p&gt;&lt;p&gt;Software livre sob a licença MIT. Feito com Keras, TensorFlow, NumPy, SciPy, scikit-learn, Qt for Python (LGPL) e pyqtgraph.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Arquivo</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Exibir</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Aj&amp;uda</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>Abrir &amp;recente</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Tema</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Idioma</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>&amp;Abrir…</translation>
    </message>
    <message>
        <source>&amp;Save the model as…</source>
        <translation>&amp;Salvar o modelo como…</translation>
    </message>
    <message>
        <source>Open e&amp;xperiment…</source>
        <translation>Abrir e&amp;xperimento…</translation>
    </message>
    <message>
        <source>Save ex&amp;periment…</source>
        <translation>Salvar ex&amp;perimento…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Sa&amp;ir</translation>
    </message>
    <message>
        <source>Large text</source>
        <translation>Texto grande</translation>
    </message>
    <message>
        <source>Dark or light</source>
        <translation>Escuro ou claro</translation>
    </message>
    <message>
        <source>Reset the arrangement</source>
        <translation>Restaurar a disposição</translation>
    </message>
    <message>
        <source>&amp;About nnviz</source>
        <translation>&amp;Sobre o nnviz</translation>
    </message>
    <message>
        <source>Larger text for the projector (Ctrl+L)</source>
        <translation>Texto maior para o projetor (Ctrl+L)</translation>
    </message>
    <message>
        <source>Open a model, a picture or an array (Ctrl+O)</source>
        <translation>Abrir um modelo, uma imagem ou um array (Ctrl+O)</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como o sistema</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Escuro</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
</context>
<context>
    <name>Workspaces</name>
    <message>
        <source>Draw</source>
        <translation>Desenhar</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Inspecionar</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Treinar</translation>
    </message>
    <message>
        <source>Arrays</source>
        <translation>Arrays</translation>
    </message>
</context>
<context>
    <name>_LayerRows</name>
    <message>
        <source>{0}: {1}, output {2}, {3} parameters</source>
        <translation>{0}: {1}, saída {2}, {3} parâmetros</translation>
    </message>
    <message>
        <source>changed by hand</source>
        <translation>alterada manualmente</translation>
    </message>
</context>
</TS>
