// What every copy of unit.cs shares: 200 products, each with a block, and the client of an external system. One file, because the tool that copies the scenario compiles one; repetitive, because
// 200 products are what is measured. No one maintains it by hand: a product differs from the next in its number only.
global using Product0 = Synthetic.P0;
global using Product1 = Synthetic.P1;
global using Product2 = Synthetic.P2;
global using Product3 = Synthetic.P3;
global using Product4 = Synthetic.P4;
global using Product5 = Synthetic.P5;
global using Product6 = Synthetic.P6;
global using Product7 = Synthetic.P7;
global using Product8 = Synthetic.P8;
global using Product9 = Synthetic.P9;
global using Product10 = Synthetic.P10;
global using Product11 = Synthetic.P11;
global using Product12 = Synthetic.P12;
global using Product13 = Synthetic.P13;
global using Product14 = Synthetic.P14;
global using Product15 = Synthetic.P15;
global using Product16 = Synthetic.P16;
global using Product17 = Synthetic.P17;
global using Product18 = Synthetic.P18;
global using Product19 = Synthetic.P19;
global using Product20 = Synthetic.P20;
global using Product21 = Synthetic.P21;
global using Product22 = Synthetic.P22;
global using Product23 = Synthetic.P23;
global using Product24 = Synthetic.P24;
global using Product25 = Synthetic.P25;
global using Product26 = Synthetic.P26;
global using Product27 = Synthetic.P27;
global using Product28 = Synthetic.P28;
global using Product29 = Synthetic.P29;
global using Product30 = Synthetic.P30;
global using Product31 = Synthetic.P31;
global using Product32 = Synthetic.P32;
global using Product33 = Synthetic.P33;
global using Product34 = Synthetic.P34;
global using Product35 = Synthetic.P35;
global using Product36 = Synthetic.P36;
global using Product37 = Synthetic.P37;
global using Product38 = Synthetic.P38;
global using Product39 = Synthetic.P39;
global using Product40 = Synthetic.P40;
global using Product41 = Synthetic.P41;
global using Product42 = Synthetic.P42;
global using Product43 = Synthetic.P43;
global using Product44 = Synthetic.P44;
global using Product45 = Synthetic.P45;
global using Product46 = Synthetic.P46;
global using Product47 = Synthetic.P47;
global using Product48 = Synthetic.P48;
global using Product49 = Synthetic.P49;
global using Product50 = Synthetic.P50;
global using Product51 = Synthetic.P51;
global using Product52 = Synthetic.P52;
global using Product53 = Synthetic.P53;
global using Product54 = Synthetic.P54;
global using Product55 = Synthetic.P55;
global using Product56 = Synthetic.P56;
global using Product57 = Synthetic.P57;
global using Product58 = Synthetic.P58;
global using Product59 = Synthetic.P59;
global using Product60 = Synthetic.P60;
global using Product61 = Synthetic.P61;
global using Product62 = Synthetic.P62;
global using Product63 = Synthetic.P63;
global using Product64 = Synthetic.P64;
global using Product65 = Synthetic.P65;
global using Product66 = Synthetic.P66;
global using Product67 = Synthetic.P67;
global using Product68 = Synthetic.P68;
global using Product69 = Synthetic.P69;
global using Product70 = Synthetic.P70;
global using Product71 = Synthetic.P71;
global using Product72 = Synthetic.P72;
global using Product73 = Synthetic.P73;
global using Product74 = Synthetic.P74;
global using Product75 = Synthetic.P75;
global using Product76 = Synthetic.P76;
global using Product77 = Synthetic.P77;
global using Product78 = Synthetic.P78;
global using Product79 = Synthetic.P79;
global using Product80 = Synthetic.P80;
global using Product81 = Synthetic.P81;
global using Product82 = Synthetic.P82;
global using Product83 = Synthetic.P83;
global using Product84 = Synthetic.P84;
global using Product85 = Synthetic.P85;
global using Product86 = Synthetic.P86;
global using Product87 = Synthetic.P87;
global using Product88 = Synthetic.P88;
global using Product89 = Synthetic.P89;
global using Product90 = Synthetic.P90;
global using Product91 = Synthetic.P91;
global using Product92 = Synthetic.P92;
global using Product93 = Synthetic.P93;
global using Product94 = Synthetic.P94;
global using Product95 = Synthetic.P95;
global using Product96 = Synthetic.P96;
global using Product97 = Synthetic.P97;
global using Product98 = Synthetic.P98;
global using Product99 = Synthetic.P99;
global using Product100 = Synthetic.P100;
global using Product101 = Synthetic.P101;
global using Product102 = Synthetic.P102;
global using Product103 = Synthetic.P103;
global using Product104 = Synthetic.P104;
global using Product105 = Synthetic.P105;
global using Product106 = Synthetic.P106;
global using Product107 = Synthetic.P107;
global using Product108 = Synthetic.P108;
global using Product109 = Synthetic.P109;
global using Product110 = Synthetic.P110;
global using Product111 = Synthetic.P111;
global using Product112 = Synthetic.P112;
global using Product113 = Synthetic.P113;
global using Product114 = Synthetic.P114;
global using Product115 = Synthetic.P115;
global using Product116 = Synthetic.P116;
global using Product117 = Synthetic.P117;
global using Product118 = Synthetic.P118;
global using Product119 = Synthetic.P119;
global using Product120 = Synthetic.P120;
global using Product121 = Synthetic.P121;
global using Product122 = Synthetic.P122;
global using Product123 = Synthetic.P123;
global using Product124 = Synthetic.P124;
global using Product125 = Synthetic.P125;
global using Product126 = Synthetic.P126;
global using Product127 = Synthetic.P127;
global using Product128 = Synthetic.P128;
global using Product129 = Synthetic.P129;
global using Product130 = Synthetic.P130;
global using Product131 = Synthetic.P131;
global using Product132 = Synthetic.P132;
global using Product133 = Synthetic.P133;
global using Product134 = Synthetic.P134;
global using Product135 = Synthetic.P135;
global using Product136 = Synthetic.P136;
global using Product137 = Synthetic.P137;
global using Product138 = Synthetic.P138;
global using Product139 = Synthetic.P139;
global using Product140 = Synthetic.P140;
global using Product141 = Synthetic.P141;
global using Product142 = Synthetic.P142;
global using Product143 = Synthetic.P143;
global using Product144 = Synthetic.P144;
global using Product145 = Synthetic.P145;
global using Product146 = Synthetic.P146;
global using Product147 = Synthetic.P147;
global using Product148 = Synthetic.P148;
global using Product149 = Synthetic.P149;
global using Product150 = Synthetic.P150;
global using Product151 = Synthetic.P151;
global using Product152 = Synthetic.P152;
global using Product153 = Synthetic.P153;
global using Product154 = Synthetic.P154;
global using Product155 = Synthetic.P155;
global using Product156 = Synthetic.P156;
global using Product157 = Synthetic.P157;
global using Product158 = Synthetic.P158;
global using Product159 = Synthetic.P159;
global using Product160 = Synthetic.P160;
global using Product161 = Synthetic.P161;
global using Product162 = Synthetic.P162;
global using Product163 = Synthetic.P163;
global using Product164 = Synthetic.P164;
global using Product165 = Synthetic.P165;
global using Product166 = Synthetic.P166;
global using Product167 = Synthetic.P167;
global using Product168 = Synthetic.P168;
global using Product169 = Synthetic.P169;
global using Product170 = Synthetic.P170;
global using Product171 = Synthetic.P171;
global using Product172 = Synthetic.P172;
global using Product173 = Synthetic.P173;
global using Product174 = Synthetic.P174;
global using Product175 = Synthetic.P175;
global using Product176 = Synthetic.P176;
global using Product177 = Synthetic.P177;
global using Product178 = Synthetic.P178;
global using Product179 = Synthetic.P179;
global using Product180 = Synthetic.P180;
global using Product181 = Synthetic.P181;
global using Product182 = Synthetic.P182;
global using Product183 = Synthetic.P183;
global using Product184 = Synthetic.P184;
global using Product185 = Synthetic.P185;
global using Product186 = Synthetic.P186;
global using Product187 = Synthetic.P187;
global using Product188 = Synthetic.P188;
global using Product189 = Synthetic.P189;
global using Product190 = Synthetic.P190;
global using Product191 = Synthetic.P191;
global using Product192 = Synthetic.P192;
global using Product193 = Synthetic.P193;
global using Product194 = Synthetic.P194;
global using Product195 = Synthetic.P195;
global using Product196 = Synthetic.P196;
global using Product197 = Synthetic.P197;
global using Product198 = Synthetic.P198;
global using Product199 = Synthetic.P199;
global using Product200 = Synthetic.P0;
global using Product201 = Synthetic.P1;
global using Product202 = Synthetic.P2;
global using Product203 = Synthetic.P3;
global using Product204 = Synthetic.P4;
global using Product205 = Synthetic.P5;
global using Product206 = Synthetic.P6;
global using Product207 = Synthetic.P7;
global using Product208 = Synthetic.P8;
global using Product209 = Synthetic.P9;
global using Product210 = Synthetic.P10;
global using Product211 = Synthetic.P11;
global using Product212 = Synthetic.P12;
global using Product213 = Synthetic.P13;
global using Product214 = Synthetic.P14;
global using Product215 = Synthetic.P15;
global using Product216 = Synthetic.P16;
global using Product217 = Synthetic.P17;
global using Product218 = Synthetic.P18;
global using Product219 = Synthetic.P19;
global using Product220 = Synthetic.P20;
global using Product221 = Synthetic.P21;
global using Product222 = Synthetic.P22;
global using Product223 = Synthetic.P23;
global using Product224 = Synthetic.P24;
global using Product225 = Synthetic.P25;
global using Product226 = Synthetic.P26;
global using Product227 = Synthetic.P27;
global using Product228 = Synthetic.P28;
global using Product229 = Synthetic.P29;
global using Product230 = Synthetic.P30;
global using Product231 = Synthetic.P31;
global using Product232 = Synthetic.P32;
global using Product233 = Synthetic.P33;
global using Product234 = Synthetic.P34;
global using Product235 = Synthetic.P35;
global using Product236 = Synthetic.P36;
global using Product237 = Synthetic.P37;
global using Product238 = Synthetic.P38;
global using Product239 = Synthetic.P39;
global using Product240 = Synthetic.P40;
global using Product241 = Synthetic.P41;
global using Product242 = Synthetic.P42;
global using Product243 = Synthetic.P43;
global using Product244 = Synthetic.P44;
global using Product245 = Synthetic.P45;
global using Product246 = Synthetic.P46;
global using Product247 = Synthetic.P47;
global using Product248 = Synthetic.P48;
global using Product249 = Synthetic.P49;
global using Product250 = Synthetic.P50;
global using Product251 = Synthetic.P51;
global using Product252 = Synthetic.P52;
global using Product253 = Synthetic.P53;
global using Product254 = Synthetic.P54;
global using Product255 = Synthetic.P55;
global using Product256 = Synthetic.P56;
global using Product257 = Synthetic.P57;
global using Product258 = Synthetic.P58;
global using Product259 = Synthetic.P59;
global using Product260 = Synthetic.P60;
global using Product261 = Synthetic.P61;
global using Product262 = Synthetic.P62;
global using Product263 = Synthetic.P63;
global using Product264 = Synthetic.P64;
global using Product265 = Synthetic.P65;
global using Product266 = Synthetic.P66;
global using Product267 = Synthetic.P67;
global using Product268 = Synthetic.P68;
global using Product269 = Synthetic.P69;
global using Product270 = Synthetic.P70;
global using Product271 = Synthetic.P71;
global using Product272 = Synthetic.P72;
global using Product273 = Synthetic.P73;
global using Product274 = Synthetic.P74;
global using Product275 = Synthetic.P75;
global using Product276 = Synthetic.P76;
global using Product277 = Synthetic.P77;
global using Product278 = Synthetic.P78;
global using Product279 = Synthetic.P79;
global using Product280 = Synthetic.P80;
global using Product281 = Synthetic.P81;
global using Product282 = Synthetic.P82;
global using Product283 = Synthetic.P83;
global using Product284 = Synthetic.P84;
global using Product285 = Synthetic.P85;
global using Product286 = Synthetic.P86;
global using Product287 = Synthetic.P87;
global using Product288 = Synthetic.P88;
global using Product289 = Synthetic.P89;
global using Product290 = Synthetic.P90;
global using Product291 = Synthetic.P91;
global using Product292 = Synthetic.P92;
global using Product293 = Synthetic.P93;
global using Product294 = Synthetic.P94;
global using Product295 = Synthetic.P95;
global using Product296 = Synthetic.P96;
global using Product297 = Synthetic.P97;
global using Product298 = Synthetic.P98;
global using Product299 = Synthetic.P99;
global using Product300 = Synthetic.P100;
global using Product301 = Synthetic.P101;
global using Product302 = Synthetic.P102;
global using Product303 = Synthetic.P103;
global using Product304 = Synthetic.P104;
global using Product305 = Synthetic.P105;
global using Product306 = Synthetic.P106;
global using Product307 = Synthetic.P107;
global using Product308 = Synthetic.P108;
global using Product309 = Synthetic.P109;
global using Product310 = Synthetic.P110;
global using Product311 = Synthetic.P111;
global using Product312 = Synthetic.P112;
global using Product313 = Synthetic.P113;
global using Product314 = Synthetic.P114;
global using Product315 = Synthetic.P115;
global using Product316 = Synthetic.P116;
global using Product317 = Synthetic.P117;
global using Product318 = Synthetic.P118;
global using Product319 = Synthetic.P119;
global using Product320 = Synthetic.P120;
global using Product321 = Synthetic.P121;
global using Product322 = Synthetic.P122;
global using Product323 = Synthetic.P123;
global using Product324 = Synthetic.P124;
global using Product325 = Synthetic.P125;
global using Product326 = Synthetic.P126;
global using Product327 = Synthetic.P127;
global using Product328 = Synthetic.P128;
global using Product329 = Synthetic.P129;
global using Product330 = Synthetic.P130;
global using Product331 = Synthetic.P131;
global using Product332 = Synthetic.P132;
global using Product333 = Synthetic.P133;
global using Product334 = Synthetic.P134;
global using Product335 = Synthetic.P135;
global using Product336 = Synthetic.P136;
global using Product337 = Synthetic.P137;
global using Product338 = Synthetic.P138;
global using Product339 = Synthetic.P139;
global using Product340 = Synthetic.P140;
global using Product341 = Synthetic.P141;
global using Product342 = Synthetic.P142;
global using Product343 = Synthetic.P143;
global using Product344 = Synthetic.P144;
global using Product345 = Synthetic.P145;
global using Product346 = Synthetic.P146;
global using Product347 = Synthetic.P147;
global using Product348 = Synthetic.P148;
global using Product349 = Synthetic.P149;
global using Product350 = Synthetic.P150;
global using Product351 = Synthetic.P151;
global using Product352 = Synthetic.P152;
global using Product353 = Synthetic.P153;
global using Product354 = Synthetic.P154;
global using Product355 = Synthetic.P155;
global using Product356 = Synthetic.P156;
global using Product357 = Synthetic.P157;
global using Product358 = Synthetic.P158;
global using Product359 = Synthetic.P159;
global using Product360 = Synthetic.P160;
global using Product361 = Synthetic.P161;
global using Product362 = Synthetic.P162;
global using Product363 = Synthetic.P163;
global using Product364 = Synthetic.P164;
global using Product365 = Synthetic.P165;
global using Product366 = Synthetic.P166;
global using Product367 = Synthetic.P167;
global using Product368 = Synthetic.P168;
global using Product369 = Synthetic.P169;
global using Product370 = Synthetic.P170;
global using Product371 = Synthetic.P171;
global using Product372 = Synthetic.P172;
global using Product373 = Synthetic.P173;
global using Product374 = Synthetic.P174;
global using Product375 = Synthetic.P175;
global using Product376 = Synthetic.P176;
global using Product377 = Synthetic.P177;
global using Product378 = Synthetic.P178;
global using Product379 = Synthetic.P179;
global using Product380 = Synthetic.P180;
global using Product381 = Synthetic.P181;
global using Product382 = Synthetic.P182;
global using Product383 = Synthetic.P183;
global using Product384 = Synthetic.P184;
global using Product385 = Synthetic.P185;
global using Product386 = Synthetic.P186;
global using Product387 = Synthetic.P187;
global using Product388 = Synthetic.P188;
global using Product389 = Synthetic.P189;
global using Product390 = Synthetic.P190;
global using Product391 = Synthetic.P191;
global using Product392 = Synthetic.P192;
global using Product393 = Synthetic.P193;
global using Product394 = Synthetic.P194;
global using Product395 = Synthetic.P195;
global using Product396 = Synthetic.P196;
global using Product397 = Synthetic.P197;
global using Product398 = Synthetic.P198;
global using Product399 = Synthetic.P199;
global using Product400 = Synthetic.P0;
global using Product401 = Synthetic.P1;
global using Product402 = Synthetic.P2;
global using Product403 = Synthetic.P3;
global using Product404 = Synthetic.P4;
global using Product405 = Synthetic.P5;
global using Product406 = Synthetic.P6;
global using Product407 = Synthetic.P7;
global using Product408 = Synthetic.P8;
global using Product409 = Synthetic.P9;
global using Product410 = Synthetic.P10;
global using Product411 = Synthetic.P11;
global using Product412 = Synthetic.P12;
global using Product413 = Synthetic.P13;
global using Product414 = Synthetic.P14;
global using Product415 = Synthetic.P15;
global using Product416 = Synthetic.P16;
global using Product417 = Synthetic.P17;
global using Product418 = Synthetic.P18;
global using Product419 = Synthetic.P19;
global using Product420 = Synthetic.P20;
global using Product421 = Synthetic.P21;
global using Product422 = Synthetic.P22;
global using Product423 = Synthetic.P23;
global using Product424 = Synthetic.P24;
global using Product425 = Synthetic.P25;
global using Product426 = Synthetic.P26;
global using Product427 = Synthetic.P27;
global using Product428 = Synthetic.P28;
global using Product429 = Synthetic.P29;
global using Product430 = Synthetic.P30;
global using Product431 = Synthetic.P31;
global using Product432 = Synthetic.P32;
global using Product433 = Synthetic.P33;
global using Product434 = Synthetic.P34;
global using Product435 = Synthetic.P35;
global using Product436 = Synthetic.P36;
global using Product437 = Synthetic.P37;
global using Product438 = Synthetic.P38;
global using Product439 = Synthetic.P39;
global using Product440 = Synthetic.P40;
global using Product441 = Synthetic.P41;
global using Product442 = Synthetic.P42;
global using Product443 = Synthetic.P43;
global using Product444 = Synthetic.P44;
global using Product445 = Synthetic.P45;
global using Product446 = Synthetic.P46;
global using Product447 = Synthetic.P47;
global using Product448 = Synthetic.P48;
global using Product449 = Synthetic.P49;
global using Product450 = Synthetic.P50;
global using Product451 = Synthetic.P51;
global using Product452 = Synthetic.P52;
global using Product453 = Synthetic.P53;
global using Product454 = Synthetic.P54;
global using Product455 = Synthetic.P55;
global using Product456 = Synthetic.P56;
global using Product457 = Synthetic.P57;
global using Product458 = Synthetic.P58;
global using Product459 = Synthetic.P59;
global using Product460 = Synthetic.P60;
global using Product461 = Synthetic.P61;
global using Product462 = Synthetic.P62;
global using Product463 = Synthetic.P63;
global using Product464 = Synthetic.P64;
global using Product465 = Synthetic.P65;
global using Product466 = Synthetic.P66;
global using Product467 = Synthetic.P67;
global using Product468 = Synthetic.P68;
global using Product469 = Synthetic.P69;
global using Product470 = Synthetic.P70;
global using Product471 = Synthetic.P71;
global using Product472 = Synthetic.P72;
global using Product473 = Synthetic.P73;
global using Product474 = Synthetic.P74;
global using Product475 = Synthetic.P75;
global using Product476 = Synthetic.P76;
global using Product477 = Synthetic.P77;
global using Product478 = Synthetic.P78;
global using Product479 = Synthetic.P79;
global using Product480 = Synthetic.P80;
global using Product481 = Synthetic.P81;
global using Product482 = Synthetic.P82;
global using Product483 = Synthetic.P83;
global using Product484 = Synthetic.P84;
global using Product485 = Synthetic.P85;
global using Product486 = Synthetic.P86;
global using Product487 = Synthetic.P87;
global using Product488 = Synthetic.P88;
global using Product489 = Synthetic.P89;
global using Product490 = Synthetic.P90;
global using Product491 = Synthetic.P91;
global using Product492 = Synthetic.P92;
global using Product493 = Synthetic.P93;
global using Product494 = Synthetic.P94;
global using Product495 = Synthetic.P95;
global using Product496 = Synthetic.P96;
global using Product497 = Synthetic.P97;
global using Product498 = Synthetic.P98;
global using Product499 = Synthetic.P99;
global using Product500 = Synthetic.P100;
global using Product501 = Synthetic.P101;
global using Product502 = Synthetic.P102;
global using Product503 = Synthetic.P103;
global using Product504 = Synthetic.P104;
global using Product505 = Synthetic.P105;
global using Product506 = Synthetic.P106;
global using Product507 = Synthetic.P107;
global using Product508 = Synthetic.P108;
global using Product509 = Synthetic.P109;
global using Product510 = Synthetic.P110;
global using Product511 = Synthetic.P111;
global using Product512 = Synthetic.P112;
global using Product513 = Synthetic.P113;
global using Product514 = Synthetic.P114;
global using Product515 = Synthetic.P115;
global using Product516 = Synthetic.P116;
global using Product517 = Synthetic.P117;
global using Product518 = Synthetic.P118;
global using Product519 = Synthetic.P119;
global using Product520 = Synthetic.P120;
global using Product521 = Synthetic.P121;
global using Product522 = Synthetic.P122;
global using Product523 = Synthetic.P123;
global using Product524 = Synthetic.P124;
global using Product525 = Synthetic.P125;
global using Product526 = Synthetic.P126;
global using Product527 = Synthetic.P127;
global using Product528 = Synthetic.P128;
global using Product529 = Synthetic.P129;
global using Product530 = Synthetic.P130;
global using Product531 = Synthetic.P131;
global using Product532 = Synthetic.P132;
global using Product533 = Synthetic.P133;
global using Product534 = Synthetic.P134;
global using Product535 = Synthetic.P135;
global using Product536 = Synthetic.P136;
global using Product537 = Synthetic.P137;
global using Product538 = Synthetic.P138;
global using Product539 = Synthetic.P139;
global using Product540 = Synthetic.P140;
global using Product541 = Synthetic.P141;
global using Product542 = Synthetic.P142;
global using Product543 = Synthetic.P143;
global using Product544 = Synthetic.P144;
global using Product545 = Synthetic.P145;
global using Product546 = Synthetic.P146;
global using Product547 = Synthetic.P147;
global using Product548 = Synthetic.P148;
global using Product549 = Synthetic.P149;
global using Product550 = Synthetic.P150;
global using Product551 = Synthetic.P151;
global using Product552 = Synthetic.P152;
global using Product553 = Synthetic.P153;
global using Product554 = Synthetic.P154;
global using Product555 = Synthetic.P155;
global using Product556 = Synthetic.P156;
global using Product557 = Synthetic.P157;
global using Product558 = Synthetic.P158;
global using Product559 = Synthetic.P159;
global using Product560 = Synthetic.P160;
global using Product561 = Synthetic.P161;
global using Product562 = Synthetic.P162;
global using Product563 = Synthetic.P163;
global using Product564 = Synthetic.P164;
global using Product565 = Synthetic.P165;
global using Product566 = Synthetic.P166;
global using Product567 = Synthetic.P167;
global using Product568 = Synthetic.P168;
global using Product569 = Synthetic.P169;
global using Product570 = Synthetic.P170;
global using Product571 = Synthetic.P171;
global using Product572 = Synthetic.P172;
global using Product573 = Synthetic.P173;
global using Product574 = Synthetic.P174;
global using Product575 = Synthetic.P175;
global using Product576 = Synthetic.P176;
global using Product577 = Synthetic.P177;
global using Product578 = Synthetic.P178;
global using Product579 = Synthetic.P179;
global using Product580 = Synthetic.P180;
global using Product581 = Synthetic.P181;
global using Product582 = Synthetic.P182;
global using Product583 = Synthetic.P183;
global using Product584 = Synthetic.P184;
global using Product585 = Synthetic.P185;
global using Product586 = Synthetic.P186;
global using Product587 = Synthetic.P187;
global using Product588 = Synthetic.P188;
global using Product589 = Synthetic.P189;
global using Product590 = Synthetic.P190;
global using Product591 = Synthetic.P191;
global using Product592 = Synthetic.P192;
global using Product593 = Synthetic.P193;
global using Product594 = Synthetic.P194;
global using Product595 = Synthetic.P195;
global using Product596 = Synthetic.P196;
global using Product597 = Synthetic.P197;
global using Product598 = Synthetic.P198;
global using Product599 = Synthetic.P199;
global using Product600 = Synthetic.P0;
global using Product601 = Synthetic.P1;
global using Product602 = Synthetic.P2;
global using Product603 = Synthetic.P3;
global using Product604 = Synthetic.P4;
global using Product605 = Synthetic.P5;
global using Product606 = Synthetic.P6;
global using Product607 = Synthetic.P7;
global using Product608 = Synthetic.P8;
global using Product609 = Synthetic.P9;
global using Product610 = Synthetic.P10;
global using Product611 = Synthetic.P11;
global using Product612 = Synthetic.P12;
global using Product613 = Synthetic.P13;
global using Product614 = Synthetic.P14;
global using Product615 = Synthetic.P15;
global using Product616 = Synthetic.P16;
global using Product617 = Synthetic.P17;
global using Product618 = Synthetic.P18;
global using Product619 = Synthetic.P19;
global using Product620 = Synthetic.P20;
global using Product621 = Synthetic.P21;
global using Product622 = Synthetic.P22;
global using Product623 = Synthetic.P23;
global using Product624 = Synthetic.P24;
global using Product625 = Synthetic.P25;
global using Product626 = Synthetic.P26;
global using Product627 = Synthetic.P27;
global using Product628 = Synthetic.P28;
global using Product629 = Synthetic.P29;
global using Product630 = Synthetic.P30;
global using Product631 = Synthetic.P31;
global using Product632 = Synthetic.P32;
global using Product633 = Synthetic.P33;
global using Product634 = Synthetic.P34;
global using Product635 = Synthetic.P35;
global using Product636 = Synthetic.P36;
global using Product637 = Synthetic.P37;
global using Product638 = Synthetic.P38;
global using Product639 = Synthetic.P39;
global using Product640 = Synthetic.P40;
global using Product641 = Synthetic.P41;
global using Product642 = Synthetic.P42;
global using Product643 = Synthetic.P43;
global using Product644 = Synthetic.P44;
global using Product645 = Synthetic.P45;
global using Product646 = Synthetic.P46;
global using Product647 = Synthetic.P47;
global using Product648 = Synthetic.P48;
global using Product649 = Synthetic.P49;
global using Product650 = Synthetic.P50;
global using Product651 = Synthetic.P51;
global using Product652 = Synthetic.P52;
global using Product653 = Synthetic.P53;
global using Product654 = Synthetic.P54;
global using Product655 = Synthetic.P55;
global using Product656 = Synthetic.P56;
global using Product657 = Synthetic.P57;
global using Product658 = Synthetic.P58;
global using Product659 = Synthetic.P59;
global using Product660 = Synthetic.P60;
global using Product661 = Synthetic.P61;
global using Product662 = Synthetic.P62;
global using Product663 = Synthetic.P63;
global using Product664 = Synthetic.P64;
global using Product665 = Synthetic.P65;
global using Product666 = Synthetic.P66;
global using Product667 = Synthetic.P67;
global using Product668 = Synthetic.P68;
global using Product669 = Synthetic.P69;
global using Product670 = Synthetic.P70;
global using Product671 = Synthetic.P71;
global using Product672 = Synthetic.P72;
global using Product673 = Synthetic.P73;
global using Product674 = Synthetic.P74;
global using Product675 = Synthetic.P75;
global using Product676 = Synthetic.P76;
global using Product677 = Synthetic.P77;
global using Product678 = Synthetic.P78;
global using Product679 = Synthetic.P79;
global using Product680 = Synthetic.P80;
global using Product681 = Synthetic.P81;
global using Product682 = Synthetic.P82;
global using Product683 = Synthetic.P83;
global using Product684 = Synthetic.P84;
global using Product685 = Synthetic.P85;
global using Product686 = Synthetic.P86;
global using Product687 = Synthetic.P87;
global using Product688 = Synthetic.P88;
global using Product689 = Synthetic.P89;
global using Product690 = Synthetic.P90;
global using Product691 = Synthetic.P91;
global using Product692 = Synthetic.P92;
global using Product693 = Synthetic.P93;
global using Product694 = Synthetic.P94;
global using Product695 = Synthetic.P95;
global using Product696 = Synthetic.P96;
global using Product697 = Synthetic.P97;
global using Product698 = Synthetic.P98;
global using Product699 = Synthetic.P99;
global using Product700 = Synthetic.P100;
global using Product701 = Synthetic.P101;
global using Product702 = Synthetic.P102;
global using Product703 = Synthetic.P103;
global using Product704 = Synthetic.P104;
global using Product705 = Synthetic.P105;
global using Product706 = Synthetic.P106;
global using Product707 = Synthetic.P107;
global using Product708 = Synthetic.P108;
global using Product709 = Synthetic.P109;
global using Product710 = Synthetic.P110;
global using Product711 = Synthetic.P111;
global using Product712 = Synthetic.P112;
global using Product713 = Synthetic.P113;
global using Product714 = Synthetic.P114;
global using Product715 = Synthetic.P115;
global using Product716 = Synthetic.P116;
global using Product717 = Synthetic.P117;
global using Product718 = Synthetic.P118;
global using Product719 = Synthetic.P119;
global using Product720 = Synthetic.P120;
global using Product721 = Synthetic.P121;
global using Product722 = Synthetic.P122;
global using Product723 = Synthetic.P123;
global using Product724 = Synthetic.P124;
global using Product725 = Synthetic.P125;
global using Product726 = Synthetic.P126;
global using Product727 = Synthetic.P127;
global using Product728 = Synthetic.P128;
global using Product729 = Synthetic.P129;
global using Product730 = Synthetic.P130;
global using Product731 = Synthetic.P131;
global using Product732 = Synthetic.P132;
global using Product733 = Synthetic.P133;
global using Product734 = Synthetic.P134;
global using Product735 = Synthetic.P135;
global using Product736 = Synthetic.P136;
global using Product737 = Synthetic.P137;
global using Product738 = Synthetic.P138;
global using Product739 = Synthetic.P139;
global using Product740 = Synthetic.P140;
global using Product741 = Synthetic.P141;
global using Product742 = Synthetic.P142;
global using Product743 = Synthetic.P143;
global using Product744 = Synthetic.P144;
global using Product745 = Synthetic.P145;
global using Product746 = Synthetic.P146;
global using Product747 = Synthetic.P147;
global using Product748 = Synthetic.P148;
global using Product749 = Synthetic.P149;
global using Product750 = Synthetic.P150;
global using Product751 = Synthetic.P151;
global using Product752 = Synthetic.P152;
global using Product753 = Synthetic.P153;
global using Product754 = Synthetic.P154;
global using Product755 = Synthetic.P155;
global using Product756 = Synthetic.P156;
global using Product757 = Synthetic.P157;
global using Product758 = Synthetic.P158;
global using Product759 = Synthetic.P159;
global using Product760 = Synthetic.P160;
global using Product761 = Synthetic.P161;
global using Product762 = Synthetic.P162;
global using Product763 = Synthetic.P163;
global using Product764 = Synthetic.P164;
global using Product765 = Synthetic.P165;
global using Product766 = Synthetic.P166;
global using Product767 = Synthetic.P167;
global using Product768 = Synthetic.P168;
global using Product769 = Synthetic.P169;
global using Product770 = Synthetic.P170;
global using Product771 = Synthetic.P171;
global using Product772 = Synthetic.P172;
global using Product773 = Synthetic.P173;
global using Product774 = Synthetic.P174;
global using Product775 = Synthetic.P175;
global using Product776 = Synthetic.P176;
global using Product777 = Synthetic.P177;
global using Product778 = Synthetic.P178;
global using Product779 = Synthetic.P179;
global using Product780 = Synthetic.P180;
global using Product781 = Synthetic.P181;
global using Product782 = Synthetic.P182;
global using Product783 = Synthetic.P183;
global using Product784 = Synthetic.P184;
global using Product785 = Synthetic.P185;
global using Product786 = Synthetic.P186;
global using Product787 = Synthetic.P187;
global using Product788 = Synthetic.P188;
global using Product789 = Synthetic.P189;
global using Product790 = Synthetic.P190;
global using Product791 = Synthetic.P191;
global using Product792 = Synthetic.P192;
global using Product793 = Synthetic.P193;
global using Product794 = Synthetic.P194;
global using Product795 = Synthetic.P195;
global using Product796 = Synthetic.P196;
global using Product797 = Synthetic.P197;
global using Product798 = Synthetic.P198;
global using Product799 = Synthetic.P199;
global using Product800 = Synthetic.P0;
global using Product801 = Synthetic.P1;
global using Product802 = Synthetic.P2;
global using Product803 = Synthetic.P3;
global using Product804 = Synthetic.P4;
global using Product805 = Synthetic.P5;
global using Product806 = Synthetic.P6;
global using Product807 = Synthetic.P7;
global using Product808 = Synthetic.P8;
global using Product809 = Synthetic.P9;
global using Product810 = Synthetic.P10;
global using Product811 = Synthetic.P11;
global using Product812 = Synthetic.P12;
global using Product813 = Synthetic.P13;
global using Product814 = Synthetic.P14;
global using Product815 = Synthetic.P15;
global using Product816 = Synthetic.P16;
global using Product817 = Synthetic.P17;
global using Product818 = Synthetic.P18;
global using Product819 = Synthetic.P19;
global using Product820 = Synthetic.P20;
global using Product821 = Synthetic.P21;
global using Product822 = Synthetic.P22;
global using Product823 = Synthetic.P23;
global using Product824 = Synthetic.P24;
global using Product825 = Synthetic.P25;
global using Product826 = Synthetic.P26;
global using Product827 = Synthetic.P27;
global using Product828 = Synthetic.P28;
global using Product829 = Synthetic.P29;
global using Product830 = Synthetic.P30;
global using Product831 = Synthetic.P31;
global using Product832 = Synthetic.P32;
global using Product833 = Synthetic.P33;
global using Product834 = Synthetic.P34;
global using Product835 = Synthetic.P35;
global using Product836 = Synthetic.P36;
global using Product837 = Synthetic.P37;
global using Product838 = Synthetic.P38;
global using Product839 = Synthetic.P39;
global using Product840 = Synthetic.P40;
global using Product841 = Synthetic.P41;
global using Product842 = Synthetic.P42;
global using Product843 = Synthetic.P43;
global using Product844 = Synthetic.P44;
global using Product845 = Synthetic.P45;
global using Product846 = Synthetic.P46;
global using Product847 = Synthetic.P47;
global using Product848 = Synthetic.P48;
global using Product849 = Synthetic.P49;
global using Product850 = Synthetic.P50;
global using Product851 = Synthetic.P51;
global using Product852 = Synthetic.P52;
global using Product853 = Synthetic.P53;
global using Product854 = Synthetic.P54;
global using Product855 = Synthetic.P55;
global using Product856 = Synthetic.P56;
global using Product857 = Synthetic.P57;
global using Product858 = Synthetic.P58;
global using Product859 = Synthetic.P59;
global using Product860 = Synthetic.P60;
global using Product861 = Synthetic.P61;
global using Product862 = Synthetic.P62;
global using Product863 = Synthetic.P63;
global using Product864 = Synthetic.P64;
global using Product865 = Synthetic.P65;
global using Product866 = Synthetic.P66;
global using Product867 = Synthetic.P67;
global using Product868 = Synthetic.P68;
global using Product869 = Synthetic.P69;
global using Product870 = Synthetic.P70;
global using Product871 = Synthetic.P71;
global using Product872 = Synthetic.P72;
global using Product873 = Synthetic.P73;
global using Product874 = Synthetic.P74;
global using Product875 = Synthetic.P75;
global using Product876 = Synthetic.P76;
global using Product877 = Synthetic.P77;
global using Product878 = Synthetic.P78;
global using Product879 = Synthetic.P79;
global using Product880 = Synthetic.P80;
global using Product881 = Synthetic.P81;
global using Product882 = Synthetic.P82;
global using Product883 = Synthetic.P83;
global using Product884 = Synthetic.P84;
global using Product885 = Synthetic.P85;
global using Product886 = Synthetic.P86;
global using Product887 = Synthetic.P87;
global using Product888 = Synthetic.P88;
global using Product889 = Synthetic.P89;
global using Product890 = Synthetic.P90;
global using Product891 = Synthetic.P91;
global using Product892 = Synthetic.P92;
global using Product893 = Synthetic.P93;
global using Product894 = Synthetic.P94;
global using Product895 = Synthetic.P95;
global using Product896 = Synthetic.P96;
global using Product897 = Synthetic.P97;
global using Product898 = Synthetic.P98;
global using Product899 = Synthetic.P99;
global using Product900 = Synthetic.P100;
global using Product901 = Synthetic.P101;
global using Product902 = Synthetic.P102;
global using Product903 = Synthetic.P103;
global using Product904 = Synthetic.P104;
global using Product905 = Synthetic.P105;
global using Product906 = Synthetic.P106;
global using Product907 = Synthetic.P107;
global using Product908 = Synthetic.P108;
global using Product909 = Synthetic.P109;
global using Product910 = Synthetic.P110;
global using Product911 = Synthetic.P111;
global using Product912 = Synthetic.P112;
global using Product913 = Synthetic.P113;
global using Product914 = Synthetic.P114;
global using Product915 = Synthetic.P115;
global using Product916 = Synthetic.P116;
global using Product917 = Synthetic.P117;
global using Product918 = Synthetic.P118;
global using Product919 = Synthetic.P119;
global using Product920 = Synthetic.P120;
global using Product921 = Synthetic.P121;
global using Product922 = Synthetic.P122;
global using Product923 = Synthetic.P123;
global using Product924 = Synthetic.P124;
global using Product925 = Synthetic.P125;
global using Product926 = Synthetic.P126;
global using Product927 = Synthetic.P127;
global using Product928 = Synthetic.P128;
global using Product929 = Synthetic.P129;
global using Product930 = Synthetic.P130;
global using Product931 = Synthetic.P131;
global using Product932 = Synthetic.P132;
global using Product933 = Synthetic.P133;
global using Product934 = Synthetic.P134;
global using Product935 = Synthetic.P135;
global using Product936 = Synthetic.P136;
global using Product937 = Synthetic.P137;
global using Product938 = Synthetic.P138;
global using Product939 = Synthetic.P139;
global using Product940 = Synthetic.P140;
global using Product941 = Synthetic.P141;
global using Product942 = Synthetic.P142;
global using Product943 = Synthetic.P143;
global using Product944 = Synthetic.P144;
global using Product945 = Synthetic.P145;
global using Product946 = Synthetic.P146;
global using Product947 = Synthetic.P147;
global using Product948 = Synthetic.P148;
global using Product949 = Synthetic.P149;
global using Product950 = Synthetic.P150;
global using Product951 = Synthetic.P151;
global using Product952 = Synthetic.P152;
global using Product953 = Synthetic.P153;
global using Product954 = Synthetic.P154;
global using Product955 = Synthetic.P155;
global using Product956 = Synthetic.P156;
global using Product957 = Synthetic.P157;
global using Product958 = Synthetic.P158;
global using Product959 = Synthetic.P159;
global using Product960 = Synthetic.P160;
global using Product961 = Synthetic.P161;
global using Product962 = Synthetic.P162;
global using Product963 = Synthetic.P163;
global using Product964 = Synthetic.P164;
global using Product965 = Synthetic.P165;
global using Product966 = Synthetic.P166;
global using Product967 = Synthetic.P167;
global using Product968 = Synthetic.P168;
global using Product969 = Synthetic.P169;
global using Product970 = Synthetic.P170;
global using Product971 = Synthetic.P171;
global using Product972 = Synthetic.P172;
global using Product973 = Synthetic.P173;
global using Product974 = Synthetic.P174;
global using Product975 = Synthetic.P175;
global using Product976 = Synthetic.P176;
global using Product977 = Synthetic.P177;
global using Product978 = Synthetic.P178;
global using Product979 = Synthetic.P179;
global using Product980 = Synthetic.P180;
global using Product981 = Synthetic.P181;
global using Product982 = Synthetic.P182;
global using Product983 = Synthetic.P183;
global using Product984 = Synthetic.P184;
global using Product985 = Synthetic.P185;
global using Product986 = Synthetic.P186;
global using Product987 = Synthetic.P187;
global using Product988 = Synthetic.P188;
global using Product989 = Synthetic.P189;
global using Product990 = Synthetic.P190;
global using Product991 = Synthetic.P191;
global using Product992 = Synthetic.P192;
global using Product993 = Synthetic.P193;
global using Product994 = Synthetic.P194;
global using Product995 = Synthetic.P195;
global using Product996 = Synthetic.P196;
global using Product997 = Synthetic.P197;
global using Product998 = Synthetic.P198;
global using Product999 = Synthetic.P199;
global using Product1000 = Synthetic.P0;
global using Product1001 = Synthetic.P1;
global using Product1002 = Synthetic.P2;
global using Product1003 = Synthetic.P3;
global using Product1004 = Synthetic.P4;
global using Product1005 = Synthetic.P5;
global using Product1006 = Synthetic.P6;
global using Product1007 = Synthetic.P7;
global using Product1008 = Synthetic.P8;
global using Product1009 = Synthetic.P9;
using System.Threading;
using System.Threading.Tasks;
using Orchestrator;

namespace Synthetic;

public sealed record Applied(string Status, int Revision);

public interface INrmClient
{
    Task<Applied> PutAsync(object value, CancellationToken cancellationToken);
}

[ProductBlock("Block 0")]
public sealed partial class B0 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 0")]
public sealed partial class P0 : SubscriptionModel
{
    public B0 Block { get; set; } = new();
}

[ProductBlock("Block 1")]
public sealed partial class B1 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 1")]
public sealed partial class P1 : SubscriptionModel
{
    public B1 Block { get; set; } = new();
}

[ProductBlock("Block 2")]
public sealed partial class B2 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 2")]
public sealed partial class P2 : SubscriptionModel
{
    public B2 Block { get; set; } = new();
}

[ProductBlock("Block 3")]
public sealed partial class B3 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 3")]
public sealed partial class P3 : SubscriptionModel
{
    public B3 Block { get; set; } = new();
}

[ProductBlock("Block 4")]
public sealed partial class B4 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 4")]
public sealed partial class P4 : SubscriptionModel
{
    public B4 Block { get; set; } = new();
}

[ProductBlock("Block 5")]
public sealed partial class B5 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 5")]
public sealed partial class P5 : SubscriptionModel
{
    public B5 Block { get; set; } = new();
}

[ProductBlock("Block 6")]
public sealed partial class B6 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 6")]
public sealed partial class P6 : SubscriptionModel
{
    public B6 Block { get; set; } = new();
}

[ProductBlock("Block 7")]
public sealed partial class B7 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 7")]
public sealed partial class P7 : SubscriptionModel
{
    public B7 Block { get; set; } = new();
}

[ProductBlock("Block 8")]
public sealed partial class B8 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 8")]
public sealed partial class P8 : SubscriptionModel
{
    public B8 Block { get; set; } = new();
}

[ProductBlock("Block 9")]
public sealed partial class B9 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 9")]
public sealed partial class P9 : SubscriptionModel
{
    public B9 Block { get; set; } = new();
}

[ProductBlock("Block 10")]
public sealed partial class B10 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 10")]
public sealed partial class P10 : SubscriptionModel
{
    public B10 Block { get; set; } = new();
}

[ProductBlock("Block 11")]
public sealed partial class B11 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 11")]
public sealed partial class P11 : SubscriptionModel
{
    public B11 Block { get; set; } = new();
}

[ProductBlock("Block 12")]
public sealed partial class B12 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 12")]
public sealed partial class P12 : SubscriptionModel
{
    public B12 Block { get; set; } = new();
}

[ProductBlock("Block 13")]
public sealed partial class B13 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 13")]
public sealed partial class P13 : SubscriptionModel
{
    public B13 Block { get; set; } = new();
}

[ProductBlock("Block 14")]
public sealed partial class B14 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 14")]
public sealed partial class P14 : SubscriptionModel
{
    public B14 Block { get; set; } = new();
}

[ProductBlock("Block 15")]
public sealed partial class B15 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 15")]
public sealed partial class P15 : SubscriptionModel
{
    public B15 Block { get; set; } = new();
}

[ProductBlock("Block 16")]
public sealed partial class B16 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 16")]
public sealed partial class P16 : SubscriptionModel
{
    public B16 Block { get; set; } = new();
}

[ProductBlock("Block 17")]
public sealed partial class B17 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 17")]
public sealed partial class P17 : SubscriptionModel
{
    public B17 Block { get; set; } = new();
}

[ProductBlock("Block 18")]
public sealed partial class B18 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 18")]
public sealed partial class P18 : SubscriptionModel
{
    public B18 Block { get; set; } = new();
}

[ProductBlock("Block 19")]
public sealed partial class B19 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 19")]
public sealed partial class P19 : SubscriptionModel
{
    public B19 Block { get; set; } = new();
}

[ProductBlock("Block 20")]
public sealed partial class B20 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 20")]
public sealed partial class P20 : SubscriptionModel
{
    public B20 Block { get; set; } = new();
}

[ProductBlock("Block 21")]
public sealed partial class B21 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 21")]
public sealed partial class P21 : SubscriptionModel
{
    public B21 Block { get; set; } = new();
}

[ProductBlock("Block 22")]
public sealed partial class B22 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 22")]
public sealed partial class P22 : SubscriptionModel
{
    public B22 Block { get; set; } = new();
}

[ProductBlock("Block 23")]
public sealed partial class B23 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 23")]
public sealed partial class P23 : SubscriptionModel
{
    public B23 Block { get; set; } = new();
}

[ProductBlock("Block 24")]
public sealed partial class B24 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 24")]
public sealed partial class P24 : SubscriptionModel
{
    public B24 Block { get; set; } = new();
}

[ProductBlock("Block 25")]
public sealed partial class B25 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 25")]
public sealed partial class P25 : SubscriptionModel
{
    public B25 Block { get; set; } = new();
}

[ProductBlock("Block 26")]
public sealed partial class B26 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 26")]
public sealed partial class P26 : SubscriptionModel
{
    public B26 Block { get; set; } = new();
}

[ProductBlock("Block 27")]
public sealed partial class B27 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 27")]
public sealed partial class P27 : SubscriptionModel
{
    public B27 Block { get; set; } = new();
}

[ProductBlock("Block 28")]
public sealed partial class B28 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 28")]
public sealed partial class P28 : SubscriptionModel
{
    public B28 Block { get; set; } = new();
}

[ProductBlock("Block 29")]
public sealed partial class B29 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 29")]
public sealed partial class P29 : SubscriptionModel
{
    public B29 Block { get; set; } = new();
}

[ProductBlock("Block 30")]
public sealed partial class B30 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 30")]
public sealed partial class P30 : SubscriptionModel
{
    public B30 Block { get; set; } = new();
}

[ProductBlock("Block 31")]
public sealed partial class B31 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 31")]
public sealed partial class P31 : SubscriptionModel
{
    public B31 Block { get; set; } = new();
}

[ProductBlock("Block 32")]
public sealed partial class B32 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 32")]
public sealed partial class P32 : SubscriptionModel
{
    public B32 Block { get; set; } = new();
}

[ProductBlock("Block 33")]
public sealed partial class B33 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 33")]
public sealed partial class P33 : SubscriptionModel
{
    public B33 Block { get; set; } = new();
}

[ProductBlock("Block 34")]
public sealed partial class B34 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 34")]
public sealed partial class P34 : SubscriptionModel
{
    public B34 Block { get; set; } = new();
}

[ProductBlock("Block 35")]
public sealed partial class B35 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 35")]
public sealed partial class P35 : SubscriptionModel
{
    public B35 Block { get; set; } = new();
}

[ProductBlock("Block 36")]
public sealed partial class B36 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 36")]
public sealed partial class P36 : SubscriptionModel
{
    public B36 Block { get; set; } = new();
}

[ProductBlock("Block 37")]
public sealed partial class B37 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 37")]
public sealed partial class P37 : SubscriptionModel
{
    public B37 Block { get; set; } = new();
}

[ProductBlock("Block 38")]
public sealed partial class B38 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 38")]
public sealed partial class P38 : SubscriptionModel
{
    public B38 Block { get; set; } = new();
}

[ProductBlock("Block 39")]
public sealed partial class B39 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 39")]
public sealed partial class P39 : SubscriptionModel
{
    public B39 Block { get; set; } = new();
}

[ProductBlock("Block 40")]
public sealed partial class B40 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 40")]
public sealed partial class P40 : SubscriptionModel
{
    public B40 Block { get; set; } = new();
}

[ProductBlock("Block 41")]
public sealed partial class B41 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 41")]
public sealed partial class P41 : SubscriptionModel
{
    public B41 Block { get; set; } = new();
}

[ProductBlock("Block 42")]
public sealed partial class B42 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 42")]
public sealed partial class P42 : SubscriptionModel
{
    public B42 Block { get; set; } = new();
}

[ProductBlock("Block 43")]
public sealed partial class B43 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 43")]
public sealed partial class P43 : SubscriptionModel
{
    public B43 Block { get; set; } = new();
}

[ProductBlock("Block 44")]
public sealed partial class B44 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 44")]
public sealed partial class P44 : SubscriptionModel
{
    public B44 Block { get; set; } = new();
}

[ProductBlock("Block 45")]
public sealed partial class B45 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 45")]
public sealed partial class P45 : SubscriptionModel
{
    public B45 Block { get; set; } = new();
}

[ProductBlock("Block 46")]
public sealed partial class B46 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 46")]
public sealed partial class P46 : SubscriptionModel
{
    public B46 Block { get; set; } = new();
}

[ProductBlock("Block 47")]
public sealed partial class B47 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 47")]
public sealed partial class P47 : SubscriptionModel
{
    public B47 Block { get; set; } = new();
}

[ProductBlock("Block 48")]
public sealed partial class B48 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 48")]
public sealed partial class P48 : SubscriptionModel
{
    public B48 Block { get; set; } = new();
}

[ProductBlock("Block 49")]
public sealed partial class B49 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 49")]
public sealed partial class P49 : SubscriptionModel
{
    public B49 Block { get; set; } = new();
}

[ProductBlock("Block 50")]
public sealed partial class B50 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 50")]
public sealed partial class P50 : SubscriptionModel
{
    public B50 Block { get; set; } = new();
}

[ProductBlock("Block 51")]
public sealed partial class B51 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 51")]
public sealed partial class P51 : SubscriptionModel
{
    public B51 Block { get; set; } = new();
}

[ProductBlock("Block 52")]
public sealed partial class B52 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 52")]
public sealed partial class P52 : SubscriptionModel
{
    public B52 Block { get; set; } = new();
}

[ProductBlock("Block 53")]
public sealed partial class B53 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 53")]
public sealed partial class P53 : SubscriptionModel
{
    public B53 Block { get; set; } = new();
}

[ProductBlock("Block 54")]
public sealed partial class B54 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 54")]
public sealed partial class P54 : SubscriptionModel
{
    public B54 Block { get; set; } = new();
}

[ProductBlock("Block 55")]
public sealed partial class B55 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 55")]
public sealed partial class P55 : SubscriptionModel
{
    public B55 Block { get; set; } = new();
}

[ProductBlock("Block 56")]
public sealed partial class B56 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 56")]
public sealed partial class P56 : SubscriptionModel
{
    public B56 Block { get; set; } = new();
}

[ProductBlock("Block 57")]
public sealed partial class B57 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 57")]
public sealed partial class P57 : SubscriptionModel
{
    public B57 Block { get; set; } = new();
}

[ProductBlock("Block 58")]
public sealed partial class B58 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 58")]
public sealed partial class P58 : SubscriptionModel
{
    public B58 Block { get; set; } = new();
}

[ProductBlock("Block 59")]
public sealed partial class B59 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 59")]
public sealed partial class P59 : SubscriptionModel
{
    public B59 Block { get; set; } = new();
}

[ProductBlock("Block 60")]
public sealed partial class B60 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 60")]
public sealed partial class P60 : SubscriptionModel
{
    public B60 Block { get; set; } = new();
}

[ProductBlock("Block 61")]
public sealed partial class B61 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 61")]
public sealed partial class P61 : SubscriptionModel
{
    public B61 Block { get; set; } = new();
}

[ProductBlock("Block 62")]
public sealed partial class B62 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 62")]
public sealed partial class P62 : SubscriptionModel
{
    public B62 Block { get; set; } = new();
}

[ProductBlock("Block 63")]
public sealed partial class B63 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 63")]
public sealed partial class P63 : SubscriptionModel
{
    public B63 Block { get; set; } = new();
}

[ProductBlock("Block 64")]
public sealed partial class B64 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 64")]
public sealed partial class P64 : SubscriptionModel
{
    public B64 Block { get; set; } = new();
}

[ProductBlock("Block 65")]
public sealed partial class B65 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 65")]
public sealed partial class P65 : SubscriptionModel
{
    public B65 Block { get; set; } = new();
}

[ProductBlock("Block 66")]
public sealed partial class B66 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 66")]
public sealed partial class P66 : SubscriptionModel
{
    public B66 Block { get; set; } = new();
}

[ProductBlock("Block 67")]
public sealed partial class B67 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 67")]
public sealed partial class P67 : SubscriptionModel
{
    public B67 Block { get; set; } = new();
}

[ProductBlock("Block 68")]
public sealed partial class B68 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 68")]
public sealed partial class P68 : SubscriptionModel
{
    public B68 Block { get; set; } = new();
}

[ProductBlock("Block 69")]
public sealed partial class B69 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 69")]
public sealed partial class P69 : SubscriptionModel
{
    public B69 Block { get; set; } = new();
}

[ProductBlock("Block 70")]
public sealed partial class B70 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 70")]
public sealed partial class P70 : SubscriptionModel
{
    public B70 Block { get; set; } = new();
}

[ProductBlock("Block 71")]
public sealed partial class B71 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 71")]
public sealed partial class P71 : SubscriptionModel
{
    public B71 Block { get; set; } = new();
}

[ProductBlock("Block 72")]
public sealed partial class B72 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 72")]
public sealed partial class P72 : SubscriptionModel
{
    public B72 Block { get; set; } = new();
}

[ProductBlock("Block 73")]
public sealed partial class B73 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 73")]
public sealed partial class P73 : SubscriptionModel
{
    public B73 Block { get; set; } = new();
}

[ProductBlock("Block 74")]
public sealed partial class B74 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 74")]
public sealed partial class P74 : SubscriptionModel
{
    public B74 Block { get; set; } = new();
}

[ProductBlock("Block 75")]
public sealed partial class B75 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 75")]
public sealed partial class P75 : SubscriptionModel
{
    public B75 Block { get; set; } = new();
}

[ProductBlock("Block 76")]
public sealed partial class B76 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 76")]
public sealed partial class P76 : SubscriptionModel
{
    public B76 Block { get; set; } = new();
}

[ProductBlock("Block 77")]
public sealed partial class B77 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 77")]
public sealed partial class P77 : SubscriptionModel
{
    public B77 Block { get; set; } = new();
}

[ProductBlock("Block 78")]
public sealed partial class B78 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 78")]
public sealed partial class P78 : SubscriptionModel
{
    public B78 Block { get; set; } = new();
}

[ProductBlock("Block 79")]
public sealed partial class B79 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 79")]
public sealed partial class P79 : SubscriptionModel
{
    public B79 Block { get; set; } = new();
}

[ProductBlock("Block 80")]
public sealed partial class B80 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 80")]
public sealed partial class P80 : SubscriptionModel
{
    public B80 Block { get; set; } = new();
}

[ProductBlock("Block 81")]
public sealed partial class B81 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 81")]
public sealed partial class P81 : SubscriptionModel
{
    public B81 Block { get; set; } = new();
}

[ProductBlock("Block 82")]
public sealed partial class B82 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 82")]
public sealed partial class P82 : SubscriptionModel
{
    public B82 Block { get; set; } = new();
}

[ProductBlock("Block 83")]
public sealed partial class B83 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 83")]
public sealed partial class P83 : SubscriptionModel
{
    public B83 Block { get; set; } = new();
}

[ProductBlock("Block 84")]
public sealed partial class B84 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 84")]
public sealed partial class P84 : SubscriptionModel
{
    public B84 Block { get; set; } = new();
}

[ProductBlock("Block 85")]
public sealed partial class B85 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 85")]
public sealed partial class P85 : SubscriptionModel
{
    public B85 Block { get; set; } = new();
}

[ProductBlock("Block 86")]
public sealed partial class B86 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 86")]
public sealed partial class P86 : SubscriptionModel
{
    public B86 Block { get; set; } = new();
}

[ProductBlock("Block 87")]
public sealed partial class B87 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 87")]
public sealed partial class P87 : SubscriptionModel
{
    public B87 Block { get; set; } = new();
}

[ProductBlock("Block 88")]
public sealed partial class B88 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 88")]
public sealed partial class P88 : SubscriptionModel
{
    public B88 Block { get; set; } = new();
}

[ProductBlock("Block 89")]
public sealed partial class B89 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 89")]
public sealed partial class P89 : SubscriptionModel
{
    public B89 Block { get; set; } = new();
}

[ProductBlock("Block 90")]
public sealed partial class B90 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 90")]
public sealed partial class P90 : SubscriptionModel
{
    public B90 Block { get; set; } = new();
}

[ProductBlock("Block 91")]
public sealed partial class B91 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 91")]
public sealed partial class P91 : SubscriptionModel
{
    public B91 Block { get; set; } = new();
}

[ProductBlock("Block 92")]
public sealed partial class B92 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 92")]
public sealed partial class P92 : SubscriptionModel
{
    public B92 Block { get; set; } = new();
}

[ProductBlock("Block 93")]
public sealed partial class B93 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 93")]
public sealed partial class P93 : SubscriptionModel
{
    public B93 Block { get; set; } = new();
}

[ProductBlock("Block 94")]
public sealed partial class B94 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 94")]
public sealed partial class P94 : SubscriptionModel
{
    public B94 Block { get; set; } = new();
}

[ProductBlock("Block 95")]
public sealed partial class B95 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 95")]
public sealed partial class P95 : SubscriptionModel
{
    public B95 Block { get; set; } = new();
}

[ProductBlock("Block 96")]
public sealed partial class B96 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 96")]
public sealed partial class P96 : SubscriptionModel
{
    public B96 Block { get; set; } = new();
}

[ProductBlock("Block 97")]
public sealed partial class B97 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 97")]
public sealed partial class P97 : SubscriptionModel
{
    public B97 Block { get; set; } = new();
}

[ProductBlock("Block 98")]
public sealed partial class B98 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 98")]
public sealed partial class P98 : SubscriptionModel
{
    public B98 Block { get; set; } = new();
}

[ProductBlock("Block 99")]
public sealed partial class B99 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 99")]
public sealed partial class P99 : SubscriptionModel
{
    public B99 Block { get; set; } = new();
}

[ProductBlock("Block 100")]
public sealed partial class B100 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 100")]
public sealed partial class P100 : SubscriptionModel
{
    public B100 Block { get; set; } = new();
}

[ProductBlock("Block 101")]
public sealed partial class B101 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 101")]
public sealed partial class P101 : SubscriptionModel
{
    public B101 Block { get; set; } = new();
}

[ProductBlock("Block 102")]
public sealed partial class B102 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 102")]
public sealed partial class P102 : SubscriptionModel
{
    public B102 Block { get; set; } = new();
}

[ProductBlock("Block 103")]
public sealed partial class B103 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 103")]
public sealed partial class P103 : SubscriptionModel
{
    public B103 Block { get; set; } = new();
}

[ProductBlock("Block 104")]
public sealed partial class B104 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 104")]
public sealed partial class P104 : SubscriptionModel
{
    public B104 Block { get; set; } = new();
}

[ProductBlock("Block 105")]
public sealed partial class B105 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 105")]
public sealed partial class P105 : SubscriptionModel
{
    public B105 Block { get; set; } = new();
}

[ProductBlock("Block 106")]
public sealed partial class B106 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 106")]
public sealed partial class P106 : SubscriptionModel
{
    public B106 Block { get; set; } = new();
}

[ProductBlock("Block 107")]
public sealed partial class B107 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 107")]
public sealed partial class P107 : SubscriptionModel
{
    public B107 Block { get; set; } = new();
}

[ProductBlock("Block 108")]
public sealed partial class B108 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 108")]
public sealed partial class P108 : SubscriptionModel
{
    public B108 Block { get; set; } = new();
}

[ProductBlock("Block 109")]
public sealed partial class B109 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 109")]
public sealed partial class P109 : SubscriptionModel
{
    public B109 Block { get; set; } = new();
}

[ProductBlock("Block 110")]
public sealed partial class B110 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 110")]
public sealed partial class P110 : SubscriptionModel
{
    public B110 Block { get; set; } = new();
}

[ProductBlock("Block 111")]
public sealed partial class B111 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 111")]
public sealed partial class P111 : SubscriptionModel
{
    public B111 Block { get; set; } = new();
}

[ProductBlock("Block 112")]
public sealed partial class B112 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 112")]
public sealed partial class P112 : SubscriptionModel
{
    public B112 Block { get; set; } = new();
}

[ProductBlock("Block 113")]
public sealed partial class B113 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 113")]
public sealed partial class P113 : SubscriptionModel
{
    public B113 Block { get; set; } = new();
}

[ProductBlock("Block 114")]
public sealed partial class B114 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 114")]
public sealed partial class P114 : SubscriptionModel
{
    public B114 Block { get; set; } = new();
}

[ProductBlock("Block 115")]
public sealed partial class B115 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 115")]
public sealed partial class P115 : SubscriptionModel
{
    public B115 Block { get; set; } = new();
}

[ProductBlock("Block 116")]
public sealed partial class B116 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 116")]
public sealed partial class P116 : SubscriptionModel
{
    public B116 Block { get; set; } = new();
}

[ProductBlock("Block 117")]
public sealed partial class B117 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 117")]
public sealed partial class P117 : SubscriptionModel
{
    public B117 Block { get; set; } = new();
}

[ProductBlock("Block 118")]
public sealed partial class B118 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 118")]
public sealed partial class P118 : SubscriptionModel
{
    public B118 Block { get; set; } = new();
}

[ProductBlock("Block 119")]
public sealed partial class B119 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 119")]
public sealed partial class P119 : SubscriptionModel
{
    public B119 Block { get; set; } = new();
}

[ProductBlock("Block 120")]
public sealed partial class B120 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 120")]
public sealed partial class P120 : SubscriptionModel
{
    public B120 Block { get; set; } = new();
}

[ProductBlock("Block 121")]
public sealed partial class B121 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 121")]
public sealed partial class P121 : SubscriptionModel
{
    public B121 Block { get; set; } = new();
}

[ProductBlock("Block 122")]
public sealed partial class B122 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 122")]
public sealed partial class P122 : SubscriptionModel
{
    public B122 Block { get; set; } = new();
}

[ProductBlock("Block 123")]
public sealed partial class B123 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 123")]
public sealed partial class P123 : SubscriptionModel
{
    public B123 Block { get; set; } = new();
}

[ProductBlock("Block 124")]
public sealed partial class B124 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 124")]
public sealed partial class P124 : SubscriptionModel
{
    public B124 Block { get; set; } = new();
}

[ProductBlock("Block 125")]
public sealed partial class B125 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 125")]
public sealed partial class P125 : SubscriptionModel
{
    public B125 Block { get; set; } = new();
}

[ProductBlock("Block 126")]
public sealed partial class B126 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 126")]
public sealed partial class P126 : SubscriptionModel
{
    public B126 Block { get; set; } = new();
}

[ProductBlock("Block 127")]
public sealed partial class B127 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 127")]
public sealed partial class P127 : SubscriptionModel
{
    public B127 Block { get; set; } = new();
}

[ProductBlock("Block 128")]
public sealed partial class B128 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 128")]
public sealed partial class P128 : SubscriptionModel
{
    public B128 Block { get; set; } = new();
}

[ProductBlock("Block 129")]
public sealed partial class B129 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 129")]
public sealed partial class P129 : SubscriptionModel
{
    public B129 Block { get; set; } = new();
}

[ProductBlock("Block 130")]
public sealed partial class B130 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 130")]
public sealed partial class P130 : SubscriptionModel
{
    public B130 Block { get; set; } = new();
}

[ProductBlock("Block 131")]
public sealed partial class B131 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 131")]
public sealed partial class P131 : SubscriptionModel
{
    public B131 Block { get; set; } = new();
}

[ProductBlock("Block 132")]
public sealed partial class B132 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 132")]
public sealed partial class P132 : SubscriptionModel
{
    public B132 Block { get; set; } = new();
}

[ProductBlock("Block 133")]
public sealed partial class B133 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 133")]
public sealed partial class P133 : SubscriptionModel
{
    public B133 Block { get; set; } = new();
}

[ProductBlock("Block 134")]
public sealed partial class B134 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 134")]
public sealed partial class P134 : SubscriptionModel
{
    public B134 Block { get; set; } = new();
}

[ProductBlock("Block 135")]
public sealed partial class B135 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 135")]
public sealed partial class P135 : SubscriptionModel
{
    public B135 Block { get; set; } = new();
}

[ProductBlock("Block 136")]
public sealed partial class B136 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 136")]
public sealed partial class P136 : SubscriptionModel
{
    public B136 Block { get; set; } = new();
}

[ProductBlock("Block 137")]
public sealed partial class B137 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 137")]
public sealed partial class P137 : SubscriptionModel
{
    public B137 Block { get; set; } = new();
}

[ProductBlock("Block 138")]
public sealed partial class B138 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 138")]
public sealed partial class P138 : SubscriptionModel
{
    public B138 Block { get; set; } = new();
}

[ProductBlock("Block 139")]
public sealed partial class B139 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 139")]
public sealed partial class P139 : SubscriptionModel
{
    public B139 Block { get; set; } = new();
}

[ProductBlock("Block 140")]
public sealed partial class B140 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 140")]
public sealed partial class P140 : SubscriptionModel
{
    public B140 Block { get; set; } = new();
}

[ProductBlock("Block 141")]
public sealed partial class B141 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 141")]
public sealed partial class P141 : SubscriptionModel
{
    public B141 Block { get; set; } = new();
}

[ProductBlock("Block 142")]
public sealed partial class B142 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 142")]
public sealed partial class P142 : SubscriptionModel
{
    public B142 Block { get; set; } = new();
}

[ProductBlock("Block 143")]
public sealed partial class B143 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 143")]
public sealed partial class P143 : SubscriptionModel
{
    public B143 Block { get; set; } = new();
}

[ProductBlock("Block 144")]
public sealed partial class B144 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 144")]
public sealed partial class P144 : SubscriptionModel
{
    public B144 Block { get; set; } = new();
}

[ProductBlock("Block 145")]
public sealed partial class B145 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 145")]
public sealed partial class P145 : SubscriptionModel
{
    public B145 Block { get; set; } = new();
}

[ProductBlock("Block 146")]
public sealed partial class B146 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 146")]
public sealed partial class P146 : SubscriptionModel
{
    public B146 Block { get; set; } = new();
}

[ProductBlock("Block 147")]
public sealed partial class B147 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 147")]
public sealed partial class P147 : SubscriptionModel
{
    public B147 Block { get; set; } = new();
}

[ProductBlock("Block 148")]
public sealed partial class B148 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 148")]
public sealed partial class P148 : SubscriptionModel
{
    public B148 Block { get; set; } = new();
}

[ProductBlock("Block 149")]
public sealed partial class B149 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 149")]
public sealed partial class P149 : SubscriptionModel
{
    public B149 Block { get; set; } = new();
}

[ProductBlock("Block 150")]
public sealed partial class B150 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 150")]
public sealed partial class P150 : SubscriptionModel
{
    public B150 Block { get; set; } = new();
}

[ProductBlock("Block 151")]
public sealed partial class B151 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 151")]
public sealed partial class P151 : SubscriptionModel
{
    public B151 Block { get; set; } = new();
}

[ProductBlock("Block 152")]
public sealed partial class B152 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 152")]
public sealed partial class P152 : SubscriptionModel
{
    public B152 Block { get; set; } = new();
}

[ProductBlock("Block 153")]
public sealed partial class B153 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 153")]
public sealed partial class P153 : SubscriptionModel
{
    public B153 Block { get; set; } = new();
}

[ProductBlock("Block 154")]
public sealed partial class B154 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 154")]
public sealed partial class P154 : SubscriptionModel
{
    public B154 Block { get; set; } = new();
}

[ProductBlock("Block 155")]
public sealed partial class B155 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 155")]
public sealed partial class P155 : SubscriptionModel
{
    public B155 Block { get; set; } = new();
}

[ProductBlock("Block 156")]
public sealed partial class B156 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 156")]
public sealed partial class P156 : SubscriptionModel
{
    public B156 Block { get; set; } = new();
}

[ProductBlock("Block 157")]
public sealed partial class B157 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 157")]
public sealed partial class P157 : SubscriptionModel
{
    public B157 Block { get; set; } = new();
}

[ProductBlock("Block 158")]
public sealed partial class B158 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 158")]
public sealed partial class P158 : SubscriptionModel
{
    public B158 Block { get; set; } = new();
}

[ProductBlock("Block 159")]
public sealed partial class B159 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 159")]
public sealed partial class P159 : SubscriptionModel
{
    public B159 Block { get; set; } = new();
}

[ProductBlock("Block 160")]
public sealed partial class B160 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 160")]
public sealed partial class P160 : SubscriptionModel
{
    public B160 Block { get; set; } = new();
}

[ProductBlock("Block 161")]
public sealed partial class B161 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 161")]
public sealed partial class P161 : SubscriptionModel
{
    public B161 Block { get; set; } = new();
}

[ProductBlock("Block 162")]
public sealed partial class B162 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 162")]
public sealed partial class P162 : SubscriptionModel
{
    public B162 Block { get; set; } = new();
}

[ProductBlock("Block 163")]
public sealed partial class B163 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 163")]
public sealed partial class P163 : SubscriptionModel
{
    public B163 Block { get; set; } = new();
}

[ProductBlock("Block 164")]
public sealed partial class B164 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 164")]
public sealed partial class P164 : SubscriptionModel
{
    public B164 Block { get; set; } = new();
}

[ProductBlock("Block 165")]
public sealed partial class B165 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 165")]
public sealed partial class P165 : SubscriptionModel
{
    public B165 Block { get; set; } = new();
}

[ProductBlock("Block 166")]
public sealed partial class B166 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 166")]
public sealed partial class P166 : SubscriptionModel
{
    public B166 Block { get; set; } = new();
}

[ProductBlock("Block 167")]
public sealed partial class B167 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 167")]
public sealed partial class P167 : SubscriptionModel
{
    public B167 Block { get; set; } = new();
}

[ProductBlock("Block 168")]
public sealed partial class B168 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 168")]
public sealed partial class P168 : SubscriptionModel
{
    public B168 Block { get; set; } = new();
}

[ProductBlock("Block 169")]
public sealed partial class B169 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 169")]
public sealed partial class P169 : SubscriptionModel
{
    public B169 Block { get; set; } = new();
}

[ProductBlock("Block 170")]
public sealed partial class B170 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 170")]
public sealed partial class P170 : SubscriptionModel
{
    public B170 Block { get; set; } = new();
}

[ProductBlock("Block 171")]
public sealed partial class B171 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 171")]
public sealed partial class P171 : SubscriptionModel
{
    public B171 Block { get; set; } = new();
}

[ProductBlock("Block 172")]
public sealed partial class B172 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 172")]
public sealed partial class P172 : SubscriptionModel
{
    public B172 Block { get; set; } = new();
}

[ProductBlock("Block 173")]
public sealed partial class B173 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 173")]
public sealed partial class P173 : SubscriptionModel
{
    public B173 Block { get; set; } = new();
}

[ProductBlock("Block 174")]
public sealed partial class B174 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 174")]
public sealed partial class P174 : SubscriptionModel
{
    public B174 Block { get; set; } = new();
}

[ProductBlock("Block 175")]
public sealed partial class B175 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 175")]
public sealed partial class P175 : SubscriptionModel
{
    public B175 Block { get; set; } = new();
}

[ProductBlock("Block 176")]
public sealed partial class B176 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 176")]
public sealed partial class P176 : SubscriptionModel
{
    public B176 Block { get; set; } = new();
}

[ProductBlock("Block 177")]
public sealed partial class B177 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 177")]
public sealed partial class P177 : SubscriptionModel
{
    public B177 Block { get; set; } = new();
}

[ProductBlock("Block 178")]
public sealed partial class B178 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 178")]
public sealed partial class P178 : SubscriptionModel
{
    public B178 Block { get; set; } = new();
}

[ProductBlock("Block 179")]
public sealed partial class B179 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 179")]
public sealed partial class P179 : SubscriptionModel
{
    public B179 Block { get; set; } = new();
}

[ProductBlock("Block 180")]
public sealed partial class B180 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 180")]
public sealed partial class P180 : SubscriptionModel
{
    public B180 Block { get; set; } = new();
}

[ProductBlock("Block 181")]
public sealed partial class B181 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 181")]
public sealed partial class P181 : SubscriptionModel
{
    public B181 Block { get; set; } = new();
}

[ProductBlock("Block 182")]
public sealed partial class B182 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 182")]
public sealed partial class P182 : SubscriptionModel
{
    public B182 Block { get; set; } = new();
}

[ProductBlock("Block 183")]
public sealed partial class B183 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 183")]
public sealed partial class P183 : SubscriptionModel
{
    public B183 Block { get; set; } = new();
}

[ProductBlock("Block 184")]
public sealed partial class B184 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 184")]
public sealed partial class P184 : SubscriptionModel
{
    public B184 Block { get; set; } = new();
}

[ProductBlock("Block 185")]
public sealed partial class B185 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 185")]
public sealed partial class P185 : SubscriptionModel
{
    public B185 Block { get; set; } = new();
}

[ProductBlock("Block 186")]
public sealed partial class B186 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 186")]
public sealed partial class P186 : SubscriptionModel
{
    public B186 Block { get; set; } = new();
}

[ProductBlock("Block 187")]
public sealed partial class B187 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 187")]
public sealed partial class P187 : SubscriptionModel
{
    public B187 Block { get; set; } = new();
}

[ProductBlock("Block 188")]
public sealed partial class B188 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 188")]
public sealed partial class P188 : SubscriptionModel
{
    public B188 Block { get; set; } = new();
}

[ProductBlock("Block 189")]
public sealed partial class B189 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 189")]
public sealed partial class P189 : SubscriptionModel
{
    public B189 Block { get; set; } = new();
}

[ProductBlock("Block 190")]
public sealed partial class B190 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 190")]
public sealed partial class P190 : SubscriptionModel
{
    public B190 Block { get; set; } = new();
}

[ProductBlock("Block 191")]
public sealed partial class B191 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 191")]
public sealed partial class P191 : SubscriptionModel
{
    public B191 Block { get; set; } = new();
}

[ProductBlock("Block 192")]
public sealed partial class B192 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 192")]
public sealed partial class P192 : SubscriptionModel
{
    public B192 Block { get; set; } = new();
}

[ProductBlock("Block 193")]
public sealed partial class B193 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 193")]
public sealed partial class P193 : SubscriptionModel
{
    public B193 Block { get; set; } = new();
}

[ProductBlock("Block 194")]
public sealed partial class B194 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 194")]
public sealed partial class P194 : SubscriptionModel
{
    public B194 Block { get; set; } = new();
}

[ProductBlock("Block 195")]
public sealed partial class B195 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 195")]
public sealed partial class P195 : SubscriptionModel
{
    public B195 Block { get; set; } = new();
}

[ProductBlock("Block 196")]
public sealed partial class B196 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 196")]
public sealed partial class P196 : SubscriptionModel
{
    public B196 Block { get; set; } = new();
}

[ProductBlock("Block 197")]
public sealed partial class B197 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 197")]
public sealed partial class P197 : SubscriptionModel
{
    public B197 Block { get; set; } = new();
}

[ProductBlock("Block 198")]
public sealed partial class B198 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 198")]
public sealed partial class P198 : SubscriptionModel
{
    public B198 Block { get; set; } = new();
}

[ProductBlock("Block 199")]
public sealed partial class B199 : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }

    public string? Name { get; set; }
}

[Product("product 199")]
public sealed partial class P199 : SubscriptionModel
{
    public B199 Block { get; set; } = new();
}
